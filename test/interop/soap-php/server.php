<?php
// A SOAP server that shares no code with the hub: PHP's own, bound to the WSDL of the demo ERP.
// The router of `php -S`; ERP_WSDL names the file, ERP_LOG takes one line for each posted payment.

class Erp
{
    private bool $isLoggedIn = false;

    // A header element is a method call of its own, made before the operation.
    public function Security($security)
    {
        $token = $security->UsernameToken ?? null;
        $given = is_object($token?->Password ?? null) ? ($token->Password->_ ?? '') : (string) ($token?->Password ?? '');
        $nonce = is_object($token?->Nonce ?? null) ? ($token->Nonce->_ ?? '') : (string) ($token?->Nonce ?? '');
        $created = (string) ($token?->Created ?? '');
        $digest = base64_encode(sha1(base64_decode($nonce) . $created . 'php-password', true));
        if (($token?->Username ?? '') !== 'hub' || !in_array($given, ['php-password', $digest], true)) {
            $this->refuse('AUTH', 'invalid username or password');
        }
        $this->isLoggedIn = true;
    }

    public function GetInvoice($message)
    {
        $this->needLogin();
        if ($message->number === 'missing') {
            $this->refuse('INVOICE_NOT_FOUND', 'فاکتور یافت نشد');
        }
        if ($message->number === 'broken') {
            throw new SoapFault('Server', 'Undefined array key');
        }
        return ['invoice' => [
            'number' => $message->number,
            'customerCode' => 'شرکت «الف» & ب',
            'issuedOn' => '2026-01-02',
            'amountRial' => '9007199254740993',
            'paidRial' => '0',
            'note' => null,
            'line' => [['description' => 'خدمات', 'quantity' => '1.500', 'unitPriceRial' => '1']],
        ]];
    }

    public function FindCustomers($message)
    {
        $this->needLogin();
        return ['customer' => []];
    }

    public function PostPayment($message)
    {
        $this->needLogin();
        file_put_contents(getenv('ERP_LOG'), json_encode($message, JSON_UNESCAPED_UNICODE) . "\n", FILE_APPEND);
        return ['documentNumber' => '12345678901234567', 'postedAt' => '2026-01-02T03:04:05.123456789Z'];
    }

    public function FindPayment($message)
    {
        $this->needLogin();
        return ['found' => false];
    }

    private function needLogin()
    {
        if (!$this->isLoggedIn) {
            $this->refuse('AUTH', 'authentication required');
        }
    }

    private function refuse(string $code, string $text)
    {
        throw new SoapFault('Client', $text, null, ['code' => $code, 'detailText' => $text], 'ErpFault');
    }
}

$isSoap12 = str_contains($_SERVER['REQUEST_URI'], 'erp12');
$server = new SoapServer(getenv('ERP_WSDL'), [
    'cache_wsdl' => WSDL_CACHE_NONE,
    'soap_version' => $isSoap12 ? SOAP_1_2 : SOAP_1_1,
]);
$server->setClass('Erp');
$server->handle();
