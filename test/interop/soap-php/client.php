<?php
// A SOAP client that shares no code with the hub: PHP's own. Arguments: address of the WSDL, user, password.
// Prints one JSON line for what it got.

[, $address, $user, $password] = $argv;

$base = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-';
$nonce = random_bytes(16);
$created = gmdate('Y-m-d\TH:i:s\Z');
$digest = base64_encode(sha1($nonce . $created . $password, true));
$xml = "<w:Security xmlns:w=\"{$base}wssecurity-secext-1.0.xsd\" xmlns:u=\"{$base}wssecurity-utility-1.0.xsd\">"
    . "<w:UsernameToken><w:Username>$user</w:Username>"
    . "<w:Password Type=\"{$base}username-token-profile-1.0#PasswordDigest\">$digest</w:Password>"
    . '<w:Nonce>' . base64_encode($nonce) . "</w:Nonce><u:Created>$created</u:Created>"
    . '</w:UsernameToken></w:Security>';

$client = new SoapClient($address, ['cache_wsdl' => WSDL_CACHE_NONE, 'features' => SOAP_SINGLE_ELEMENT_ARRAYS]);
$client->__setSoapHeaders([
    new SoapHeader("{$base}wssecurity-secext-1.0.xsd", 'Security', new SoapVar($xml, XSD_ANYXML), false),
]);
try {
    $reply = $client->GetCustomersChangedSince(['limit' => 2]);
    echo json_encode(['reply' => $reply], JSON_UNESCAPED_UNICODE), "\n";
} catch (SoapFault $fault) {
    $detail = $fault->detail ?? null;
    echo json_encode(['code' => $fault->faultcode, 'words' => $fault->faultstring, 'detail' => $detail]), "\n";
}
