<?php
// A SOAP client that shares no code with the hub: PHP's own. Arguments: address of the hub, user, secret, digest or
// text, and 12 for SOAP 1.2. Calls every operation of the three services and prints one line of JSON.

[, $hub, $user, $secret, $kind] = $argv;
$suffix = $argv[5] ?? '';

function service(string $name, string $password): SoapClient
{
    global $hub, $user, $kind, $suffix;
    $base = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-';
    $nonce = random_bytes(16);
    $created = gmdate('Y-m-d\TH:i:s\Z');
    $text = $kind === 'digest' ? base64_encode(sha1($nonce . $created . $password, true)) : $password;
    $type = $kind === 'digest' ? 'PasswordDigest' : 'PasswordText';
    $xml = "<w:Security xmlns:w=\"{$base}wssecurity-secext-1.0.xsd\" xmlns:u=\"{$base}wssecurity-utility-1.0.xsd\">"
        . "<w:UsernameToken><w:Username>$user</w:Username>"
        . "<w:Password Type=\"{$base}username-token-profile-1.0#$type\">$text</w:Password>"
        . '<w:Nonce>' . base64_encode($nonce) . "</w:Nonce><u:Created>$created</u:Created>"
        . '</w:UsernameToken></w:Security>';
    $client = new SoapClient("$hub/soap/$name$suffix?wsdl", [
        'cache_wsdl' => WSDL_CACHE_NONE,
        'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
        'soap_version' => $suffix === '12' ? SOAP_1_2 : SOAP_1_1,
    ]);
    $client->__setSoapHeaders([
        new SoapHeader("{$base}wssecurity-secext-1.0.xsd", 'Security', new SoapVar($xml, XSD_ANYXML), false),
    ]);
    return $client;
}

function fault(callable $call): ?array
{
    try {
        $call();
        return null;
    } catch (SoapFault $fault) {
        $problem = $fault->detail->Problem ?? null;
        return ['code' => $fault->faultcode, 'words' => $fault->faultstring, 'problem' => $problem->code ?? null,
            // A detail is decoded without its types: one error is no list.
            'paths' => array_map(fn($one) => $one->path, is_object($problem->error ?? []) ? [$problem->error] : $problem->error ?? [])];
    }
}

// A header is good for one call: each call has a client of its own.
$customers = fn() => service('CustomerService', $secret);
$accounting = fn() => service('AccountingService', $secret);
$messages = fn() => service('MessageService', $secret);
$identifier = ['kind' => 'nationalCode', 'value' => '1112223339'];
$result = [];
$result['upsert'] = $customers()->upsertCustomer(['connection' => 'php', 'externalId' => '1', 'kind' => 'person',
    'occurredAt' => '2026-01-01T00:00:00Z', 'data' => ['firstName' => 'علی', 'lastName' => 'رضایی & <تهران>',
    'nationalCode' => '1112223339', 'birthOn' => '1990-01-02',
    'attribute' => [['name' => 'jobTitle', 'value' => 'مهندس'], ['name' => 'fieldOfActivity', 'value' => null]]]])->result;
$found = $customers()->getCustomer(['identifier' => $identifier])->customer;
$result['lastName'] = $found->data->lastName;
$result['birthOn'] = $found->data->birthOn;
$result['updatedAt'] = strtotime($found->updatedAt) > 0 && str_ends_with($found->updatedAt, 'Z');
$result['attributes'] = array_map(fn($one) => $one->name, $found->data->attribute);
$page = $customers()->findCustomers(['kind' => 'person', 'limit' => 500]);
$result['found'] = count($page->customer);
$result['next'] = $page->next;
$changes = $customers()->getChanges(['limit' => 10])->change;
$result['changes'] = count($changes);
$result['changedAt'] = array_filter($changes, fn($one) => strtotime($one->at) > 0 && is_int($one->position)) === $changes;
$result['invoice'] = $accounting()->postInvoice(['connection' => 'php', 'invoice' => ['invoiceNumber' => '1',
    'amountRial' => '9007199254740991', 'dueOn' => '2026-02-01', 'customer' => ['connection' => 'php', 'externalId' => '1'],
    'customerNationalCode' => '1112223339']])->result;
$result['payment'] = $accounting()->postPayment(['connection' => 'php', 'payment' => ['reference' => 'p1',
    'state' => 'confirmed', 'amountRial' => 1, 'invoiceNumber' => '1', 'payerNationalCode' => '1112223339']])->result;
$balance = $accounting()->getBalance(['identifier' => $identifier]);
$result['balance'] = $balance->balanceRial;
$result['open'] = array_map(fn($one) => $one->invoiceNumber, $balance->openInvoice);
$result['dueOn'] = array_map(fn($one) => $one->dueOn, $balance->openInvoice);
$sent = $messages()->publishMessage(['name' => 'phpSays', 'id' => "php-1$suffix$kind",
    'variable' => [['name' => 'متن', 'value' => 'سلام'], ['name' => 'nothing', 'value' => null],
    ['name' => 'rate', 'value' => '12.50', 'type' => 'number']]]);
$result['duplicate'] = $sent->duplicate;
$result['runs'] = count($sent->run ?? []);
$result['unknown'] = fault(fn() => $customers()->getCustomer(['identifier' => ['kind' => 'external', 'value' => 'php:none']]));
$result['refused'] = fault(fn() => $accounting()->postPayment(['connection' => 'php',
    'payment' => ['reference' => 'x', 'state' => 'lost', 'amountRial' => 1]]));
$result['nobody'] = fault(fn() => $accounting()->getBalance(['identifier' => ['kind' => 'external', 'value' => 'php:none']]));
$result['unread'] = fault(fn() => $messages()->publishMessage(['name' => 'phpSays',
    'variable' => [['name' => 'rate', 'value' => 'دوازده', 'type' => 'number']]]));
$result['stranger'] = fault(fn() => service('CustomerService', 'wrong')->getCustomer(['identifier' => $identifier]));
echo json_encode($result, JSON_UNESCAPED_UNICODE), "\n";
