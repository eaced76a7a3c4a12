<?php
// A SOAP server that shares no code with the hub: PHP's own, bound to desk.wsdl. The router of `php -S`.

class Desk
{
    public function pay($bill, $reason)
    {
        if ($reason === 'refuse') {
            throw new SoapFault('Client', 'صندوق بسته است');
        }
        if ($reason === null) {
            $reason = 'no reason';
        }
        return ['bill' => $bill, 'seen' => gettype($bill->line) . ' of ' . count((array) $bill->line) . ', ' . $reason];
    }

    public function turn($lines, $words)
    {
        return ['lines' => array_reverse($lines), 'words' => array_reverse($words)];
    }
}

$server = new SoapServer(__DIR__ . '/desk.wsdl', [
    'cache_wsdl' => WSDL_CACHE_NONE,
    'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
]);
$server->setClass('Desk');
$server->handle();
