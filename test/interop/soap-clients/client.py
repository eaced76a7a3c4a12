# A SOAP client that shares no code with the hub: zeep. Arguments: address of the hub, user, secret, digest or text.
# Calls every operation of the three services and prints one line of JSON.
import datetime
import json
import sys

from lxml import etree
from zeep import Client, Settings, exceptions
from zeep.wsse.username import UsernameToken

hub, user, secret, kind = sys.argv[1:5]
suffix = sys.argv[5] if len(sys.argv) > 5 else ''


def service(name, password=secret):
    token = UsernameToken(user, password, use_digest=kind == 'digest')
    return Client(f'{hub}/soap/{name}{suffix}?wsdl', wsse=token, settings=Settings(strict=True)).service


def fault(call):
    try:
        call()
        return None
    except exceptions.Fault as found:
        def texts(name):
            nodes = found.detail.iter() if found.detail is not None else []
            return [node.text for node in nodes if isinstance(node.tag, str) and etree.QName(node).localname == name]
        return {'code': found.code, 'words': found.message, 'problem': (texts('code') or [None])[0], 'paths': texts('path')}


identifier = {'kind': 'nationalCode', 'value': '0012345679'}
customers, accounting, messages = service('CustomerService'), service('AccountingService'), service('MessageService')
result = {}
data = {'firstName': 'مریم', 'lastName': 'رضایی & <تهران>', 'nationalCode': '0012345679', 'birthOn': datetime.date(1990, 1, 2),
        'attribute': [{'name': 'jobTitle', 'value': 'مهندس'}, {'name': 'fieldOfActivity', 'value': None}]}
result['upsert'] = customers.upsertCustomer(connection='zeep', externalId='1', kind='person', data=data,
                                            occurredAt=datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)).result
found = customers.getCustomer(identifier=identifier)
result['lastName'], result['birthOn'] = found.data.lastName, str(found.data.birthOn)
result['updatedAt'] = isinstance(found.updatedAt, datetime.datetime) and found.updatedAt.tzinfo is not None
result['attributes'] = [one.name for one in found.data.attribute]
page = customers.findCustomers(kind='person', limit=500)
result['found'], result['next'] = len(page.customer), page.next
changes = customers.getChanges(limit=10).change
result['changes'] = len(changes)
result['changedAt'] = all(isinstance(one.at, datetime.datetime) and isinstance(one.position, int) for one in changes)
result['invoice'] = accounting.postInvoice(connection='zeep', invoice={
    'invoiceNumber': '1', 'amountRial': 9007199254740991, 'dueOn': datetime.date(2026, 2, 1),
    'customer': {'connection': 'zeep', 'externalId': '1'}, 'customerNationalCode': '0012345679'}).result
result['payment'] = accounting.postPayment(connection='zeep', payment={
    'reference': 'p1', 'state': 'confirmed', 'amountRial': 1, 'invoiceNumber': '1', 'payerNationalCode': '0012345679'}).result
balance = accounting.getBalance(identifier=identifier)
result['balance'], result['open'] = balance.balanceRial, [one.invoiceNumber for one in balance.openInvoice]
result['dueOn'] = [str(one.dueOn) for one in balance.openInvoice]
sent = messages.publishMessage(name='zeepSays', id='zeep-1' + suffix + kind, variable=[
    {'name': 'متن', 'value': 'سلام'}, {'name': 'nothing', 'value': None}, {'name': 'rate', 'value': '12.50', 'type': 'number'}])
result['duplicate'], result['runs'] = sent.duplicate, len(sent.run)
result['unknown'] = fault(lambda: customers.getCustomer(identifier={'kind': 'external', 'value': 'zeep:none'}))
result['refused'] = fault(lambda: accounting.postPayment(connection='zeep', payment={'reference': 'x', 'state': 'lost', 'amountRial': 1}))
result['nobody'] = fault(lambda: accounting.getBalance(identifier={'kind': 'external', 'value': 'zeep:none'}))
result['unread'] = fault(lambda: messages.publishMessage(name='zeepSays', variable=[{'name': 'rate', 'value': 'دوازده', 'type': 'number'}]))
result['stranger'] = fault(lambda: service('CustomerService', 'wrong').getCustomer(identifier=identifier))
print(json.dumps(result, ensure_ascii=False))
