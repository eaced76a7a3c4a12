# Verifies a WS-Security signature as zeep does, by libxml2 and xmlsec, which share no code with the hub. Argument: file
# with the certificate. The request comes on standard input, after a line with its content type; attachments are put
# back in their place first. Prints the names of what is signed, or why it is not.
import base64
import email
import sys

import xmlsec
from lxml import etree
from zeep.wsse import signature

content_type, body = sys.stdin.buffer.read().split(b'\n', 1)
parts = {}
if content_type.startswith(b'multipart/'):
    message = email.message_from_bytes(b'Content-Type: ' + content_type + b'\r\n\r\n' + body)
    first, *others = message.get_payload()
    parts = {one['Content-ID'].strip('<>'): one.get_payload(decode=True) for one in others}
    body = first.get_payload(decode=True)
envelope = etree.fromstring(body)
for include in envelope.findall('.//{http://www.w3.org/2004/08/xop/include}Include'):
    holder = include.getparent()
    holder.text = base64.b64encode(parts[include.get('href')[4:]]).decode()
    holder.remove(include)
# As a receiver would read it: from text.
envelope = etree.fromstring(etree.tostring(envelope))
try:
    signature._verify_envelope_with_key(envelope, xmlsec.Key.from_file(sys.argv[1], xmlsec.KeyFormat.CERT_PEM))
    print('verified', len(parts))
except Exception as error:
    print('refused', type(error).__name__)
