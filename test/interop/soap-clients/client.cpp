// A SOAP client that shares no code with the hub: gSOAP, from the WSDLs the hub serves. Arguments: address of the hub,
// API key. Calls every operation of the three services and prints one line of JSON.
#include "AccountingServiceBinding.nsmap"
#include "soapAccountingServiceBindingProxy.h"
#include "soapCustomerServiceBindingProxy.h"
#include "soapMessageServiceBindingProxy.h"
#include <iostream>

static std::string *text(struct soap *soap, const char *value)
{
  std::string *result = soap_new_std__string(soap, -1);
  *result = value;
  return result;
}

static void failed(struct soap *soap, const char *what)
{
  std::cerr << what << ": ";
  soap_stream_fault(soap, std::cerr);
  exit(1);
}

// Which problem of the hub a fault carries, with the path of its first error.
template <class Problem> static std::string told(const Problem *problem)
{
  if (problem == nullptr) return "none";
  std::string words = problem->code;
  if (!problem->error.empty()) words += " " + problem->error[0]->path;
  return words;
}

int main(int, char **argv)
{
  struct soap *soap = soap_new1(SOAP_XML_STRICT | SOAP_C_UTFSTRING);
  std::string bearer = std::string("Authorization: Bearer ") + argv[2];
  std::string at = std::string(argv[1]) + "/soap/";
  std::string customersAt = at + "CustomerService", accountingAt = at + "AccountingService", messagesAt = at + "MessageService";
  CustomerServiceBindingProxy customers(soap, customersAt.c_str());
  AccountingServiceBindingProxy accounting(soap, accountingAt.c_str());
  MessageServiceBindingProxy messages(soap, messagesAt.c_str());
  // gSOAP forgets the extra header with each call.
  auto login = [&] { soap->http_extra_header = bearer.c_str(); };

  ns1__CustomerData data;
  data.soap_default(soap);
  data.firstName = text(soap, "زهرا");
  data.lastName = text(soap, "رضایی & <تهران>");
  data.nationalCode = text(soap, "0499370899");
  data.birthOn = text(soap, "1990-01-02");
  ns1__Attribute job, none;
  job.soap_default(soap);
  job.name = "jobTitle";
  job.value = text(soap, "مهندس");
  none.soap_default(soap);
  none.name = "fieldOfActivity";
  data.attribute = {&job, &none};
  _ns1__upsertCustomer upsert;
  upsert.soap_default(soap);
  upsert.connection = "gsoap";
  upsert.externalId = "1";
  upsert.kind = "person";
  upsert.data = &data;
  time_t occurred = 1767225600;
  upsert.occurredAt = &occurred;
  _ns1__upsertCustomerResponse upserted;
  login();
  if (customers.upsertCustomer(&upsert, upserted)) failed(soap, "upsertCustomer");

  ns1__Identifier identifier;
  identifier.soap_default(soap);
  identifier.kind = "nationalCode";
  identifier.value = "0499370899";
  _ns1__getCustomer get;
  get.soap_default(soap);
  get.identifier = &identifier;
  _ns1__getCustomerResponse got;
  login();
  if (customers.getCustomer(&get, got)) failed(soap, "getCustomer");

  _ns1__findCustomers find;
  find.soap_default(soap);
  _ns1__findCustomersResponse found;
  login();
  if (customers.findCustomers(&find, found)) failed(soap, "findCustomers");

  _ns1__getChanges since;
  since.soap_default(soap);
  _ns1__getChangesResponse changes;
  login();
  if (customers.getChanges(&since, changes)) failed(soap, "getChanges");

  ns2__Invoice bill;
  bill.soap_default(soap);
  bill.invoiceNumber = "1";
  bill.amountRial = 9007199254740991LL;
  bill.dueOn = text(soap, "2026-02-01");
  bill.customerNationalCode = text(soap, "0499370899");
  _ns2__postInvoice invoice;
  invoice.soap_default(soap);
  invoice.connection = "gsoap";
  invoice.invoice = &bill;
  _ns2__postInvoiceResponse invoiced;
  login();
  if (accounting.postInvoice(&invoice, invoiced)) failed(soap, "postInvoice");

  ns2__Payment money;
  money.soap_default(soap);
  money.reference = "p1";
  money.state = "confirmed";
  money.amountRial = 1;
  money.invoiceNumber = text(soap, "1");
  money.payerNationalCode = text(soap, "0499370899");
  _ns2__postPayment payment;
  payment.soap_default(soap);
  payment.connection = "gsoap";
  payment.payment = &money;
  _ns2__postPaymentResponse paid;
  login();
  if (accounting.postPayment(&payment, paid)) failed(soap, "postPayment");

  ns2__Identifier whose;
  whose.soap_default(soap);
  whose.kind = "nationalCode";
  whose.value = "0499370899";
  _ns2__getBalance ask;
  ask.soap_default(soap);
  ask.identifier = &whose;
  _ns2__getBalanceResponse balance;
  login();
  if (accounting.getBalance(&ask, balance)) failed(soap, "getBalance");

  ns3__Variable word;
  word.soap_default(soap);
  word.name = "متن";
  word.value = text(soap, "سلام");
  ns3__Variable nothing, rate;
  nothing.soap_default(soap);
  nothing.name = "nothing";
  rate.soap_default(soap);
  rate.name = "rate";
  rate.value = text(soap, "12.50");
  rate.type = text(soap, "number");
  _ns3__publishMessage publish;
  publish.soap_default(soap);
  publish.name = "gsoapSays";
  publish.id = text(soap, "gsoap-1");
  publish.variable = {&word, &nothing, &rate};
  _ns3__publishMessageResponse published;
  login();
  if (messages.publishMessage(&publish, published)) failed(soap, "publishMessage");

  // Each refusal, in the words of its own service. gSOAP keeps the fault of the last call only.
  std::vector<std::string> problems;
  identifier.kind = whose.kind = "external";
  identifier.value = whose.value = "gsoap:none";
  _ns1__getCustomerResponse nobody;
  login();
  customers.getCustomer(&get, nobody);
  problems.push_back(told(soap->fault->detail->ns1__Problem));
  money.state = "lost";
  money.reference = "x";
  _ns2__postPaymentResponse refused;
  login();
  accounting.postPayment(&payment, refused);
  problems.push_back(told(soap->fault->detail->ns2__Problem));
  _ns2__getBalanceResponse owes;
  login();
  accounting.getBalance(&ask, owes);
  problems.push_back(told(soap->fault->detail->ns2__Problem));
  rate.value = text(soap, "دوازده");
  publish.id = nullptr;
  _ns3__publishMessageResponse unread;
  login();
  messages.publishMessage(&publish, unread);
  problems.push_back(told(soap->fault->detail->ns3__Problem));
  bearer = "Authorization: Bearer pvd_nobody_0123456789abcdef0123456789abcdef";
  login();
  customers.getCustomer(&get, nobody);
  problems.push_back(told(soap->fault->detail->ns1__Problem));

  std::cout << "{\"upsert\":\"" << upserted.result << "\",\"lastName\":\"" << *got.customer->data->lastName
            << "\",\"attributes\":" << got.customer->data->attribute.size() << ",\"found\":" << found.customer.size()
            << ",\"isLast\":" << (found.next == nullptr ? "true" : "false") << ",\"changes\":" << changes.change.size()
            << ",\"invoice\":\"" << invoiced.result << "\",\"payment\":\"" << paid.result << "\",\"balance\":\""
            << balance.balanceRial << "\",\"open\":" << balance.openInvoice.size() << ",\"duplicate\":"
            << (published.duplicate ? "true" : "false") << ",\"birthOn\":\"" << *got.customer->data->birthOn
            << "\",\"dueOn\":\"" << *balance.openInvoice[0]->dueOn << "\",\"isRecent\":"
            << (got.customer->updatedAt > 1767225600 ? "true" : "false") << ",\"problems\":[";
  for (size_t at = 0; at < problems.size(); at++) std::cout << (at ? ",\"" : "\"") << problems[at] << "\"";
  std::cout << "]}" << std::endl;
  soap_destroy(soap);
  soap_end(soap);
  soap_free(soap);
}
