# A SOAP service that signs its replies as zeep signs messages, by libxml2 and xmlsec, which share no code with the hub.
# Arguments: files with key and certificate. Prints its port. The path of a request says how to sign:
# /binary/sha256, /issuer/sha512, /binary/sha1, /relates/sha256.
import datetime
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

import xmlsec
from lxml import etree
from zeep import ns
from zeep.wsse import signature, utils

SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'
WSA = 'http://www.w3.org/2005/08/addressing'
REPLY = '''<SOAP-ENV:Envelope xmlns:SOAP-ENV="%s" xmlns:ns1="urn:archive" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <SOAP-ENV:Header><wsa:RelatesTo xmlns:wsa="%s">%s</wsa:RelatesTo></SOAP-ENV:Header>
  <SOAP-ENV:Body><!-- a remark -->
    <ns1:StoreResponse xsi:type="ns1:T"><ns1:number>9007199254740993</ns1:number><ns1:picture>AAEC</ns1:picture></ns1:StoreResponse>
  </SOAP-ENV:Body>
</SOAP-ENV:Envelope>'''
METHODS = {
    'sha256': (xmlsec.Transform.RSA_SHA256, xmlsec.Transform.SHA256),
    'sha512': (xmlsec.Transform.RSA_SHA512, xmlsec.Transform.SHA512),
    'sha1': (xmlsec.Transform.RSA_SHA1, xmlsec.Transform.SHA1),
}


def stamp(envelope):
    now = datetime.datetime.now(datetime.timezone.utc)
    made = utils.WSU.Timestamp()
    made.append(utils.WSU.Created(now.strftime('%Y-%m-%dT%H:%M:%SZ')))
    made.append(utils.WSU.Expires((now + datetime.timedelta(minutes=5)).strftime('%Y-%m-%dT%H:%M:%SZ')))
    utils.get_security_header(envelope).append(made)


class Service(BaseHTTPRequestHandler):
    def do_POST(self):
        request = etree.fromstring(self.rfile.read(int(self.headers['Content-Length'])))
        asked = request.findtext('.//{%s}MessageID' % WSA) or 'urn:none'
        envelope = etree.fromstring(REPLY % (SOAP, WSA, asked))
        _, how, strength = self.path.split('/')
        stamp(envelope)
        signer = signature.Signature if how == 'issuer' else signature.BinarySignature
        method, digest = METHODS[strength]
        if how == 'relates':
            # zeep signs body and Timestamp; this adds the block beside them.
            plain = signature._signature_prepare

            def prepare(*args):
                made = plain(*args)
                context = xmlsec.SignatureContext()
                context.key = args[1]
                sign = args[0].find('.//{%s}Signature' % ns.DS)
                signature._sign_node(context, sign, args[0].find('.//{%s}RelatesTo' % WSA), digest)
                context.sign(sign)
                return made
            signature._signature_prepare = prepare
            try:
                signer(sys.argv[1], sys.argv[2], None, method, digest).apply(envelope, {})
            finally:
                signature._signature_prepare = plain
        else:
            signer(sys.argv[1], sys.argv[2], None, method, digest).apply(envelope, {})
        body = etree.tostring(envelope, xml_declaration=True, encoding='utf-8')
        self.send_response(200)
        self.send_header('Content-Type', 'text/xml; charset=utf-8')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = HTTPServer(('127.0.0.1', 0), Service)
print(server.server_port, flush=True)
server.serve_forever()
