// A SOAP server that shares no code with the hub: gSOAP, from archive.wsdl. Arguments: port, file with the certificate
// that signatures must be made by, and whether there must be one (signed, open). It gives back what it is given and
// says in `seen` what it made of the headers.
#include "Archive.nsmap"
#include "soapArchiveService.h"
#include "wsaapi.h"
#include "wsseapi.h"
#include <cstdio>

class Service : public ArchiveService
{
public:
  explicit Service(struct soap *soap) : ArchiveService(soap) {}
  ArchiveService *copy() override { return new Service(soap_copy(this->soap)); }

  int Store(_ns1__Store *in, _ns1__StoreResponse &out) override
  {
    if (in->thing->title == "refuse") return refuse();
    if (in->thing->title == "break") return soap_receiver_fault(soap, "out of paper", NULL);
    if (int wrong = see(out)) return wrong;
    out.thing = in->thing;
    for (auto &picture : in->thing->picture)
    {
      out.seen.push_back(picture.id ? "attachment" : "inline");
      // Under the name under which it came it would go out once for all.
      picture.id = NULL;
    }
    return SOAP_OK;
  }

private:
  int refuse()
  {
    struct SOAP_ENV__Detail *detail = soap_new_SOAP_ENV__Detail(soap, -1);
    soap_default_SOAP_ENV__Detail(soap, detail);
    detail->ns1__ArchiveFault = soap_new__ns1__ArchiveFault(soap, -1);
    detail->ns1__ArchiveFault->code = "FULL";
    detail->ns1__ArchiveFault->limit = 5;
    soap_sender_fault(soap, "بایگانی پر است", NULL);
    soap->fault->detail = detail;
    return SOAP_FAULT;
  }

  int see(_ns1__StoreResponse &out)
  {
    // Asked for what is not there, the plugin makes a fault of it.
    bool hasToken = soap->header && soap->header->wsse__Security && soap->header->wsse__Security->UsernameToken;
    if (hasToken)
    {
      if (soap_wsse_verify_Password(soap, "gsoap-password")) return soap->error;
      out.seen.push_back(std::string("user ") + soap_wsse_get_Username(soap));
    }
    if (soap->header && soap->header->wsse__Security && soap->header->wsse__Security->ds__Signature)
    {
      if (soap_wsse_verify_Timestamp(soap)) return soap->error;
      if (soap_wsse_verify_body(soap)) return soap->error;
      if (!soap_wsse_verify_element(soap, "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd", "Timestamp")) return soap_sender_fault(soap, "the Timestamp is not signed", NULL);
      out.seen.push_back("signed");
    }
    // With an answer of our own instead of a signed one.
    soap_wsse_delete_Security(soap);
    if (soap->header && soap->header->wsa5__MessageID)
    {
      if (soap_wsa_check(soap)) return soap->error;
      out.seen.push_back(std::string("action ") + soap->header->wsa5__Action);
      return soap_wsa_reply(soap, NULL, "urn:gsoap-archive:StoreResponse");
    }
    return SOAP_OK;
  }
};

int main(int, char **argv)
{
  bool isSigned = std::string(argv[3]) == "signed";
  struct soap *soap = soap_new1(SOAP_XML_STRICT | SOAP_C_UTFSTRING | SOAP_ENC_MTOM);
  soap->send_timeout = soap->recv_timeout = 10;
  soap_ssl_init();
  soap->cafile = argv[2];
  soap_register_plugin(soap, soap_wsse);
  soap_register_plugin(soap, soap_wsa);
  if (isSigned) soap_wsse_verify_auto(soap, SOAP_SMD_NONE, NULL, 0);
  Service service(soap);
  soap->bind_flags = SO_REUSEADDR;
  if (!soap_valid_socket(soap_bind(soap, "127.0.0.1", atoi(argv[1]), 100))) return 1;
  printf("ready\n");
  fflush(stdout);
  for (;;)
  {
    if (!soap_valid_socket(soap_accept(soap))) return 1;
    service.serve();
    soap_destroy(soap);
    soap_end(soap);
  }
}
