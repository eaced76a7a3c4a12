#!/bin/sh
# Makes the gSOAP client out of the WSDLs that the hub serves. Arguments: folder for the result, address of the hub.
set -e
source=$(dirname "$(readlink -f "$0")")/client.cpp
cd "$1"
for name in CustomerService AccountingService MessageService; do curl -sf "$2/soap/$name?wsdl" > "$name.wsdl"; done
wsdl2h -o hub.h CustomerService.wsdl AccountingService.wsdl MessageService.wsdl
soapcpp2 -j -C -x -I/usr/share/gsoap/import:/usr/share/gsoap hub.h
cp "$source" client.cpp
g++ -w -O0 -I. -o client client.cpp soapC.cpp soap*Proxy.cpp -lgsoap++ -lpthread
