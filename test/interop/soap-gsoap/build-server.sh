#!/bin/sh
# Makes the gSOAP server out of archive.wsdl. Argument: folder for the result.
set -e
source=$(dirname "$(readlink -f "$0")")
gsoap=/usr/share/gsoap
cd "$1"
wsdl2h -o archive.h "$source/archive.wsdl"
# Security and addressing are headers that the WSDL does not mention.
sed -i '1i #import "wsse.h"\n#import "wsa5.h"\n#import "xop.h"' archive.h
soapcpp2 -S -j -x -I"$gsoap/import:$gsoap" archive.h
cp "$source/server.cpp" server.cpp
g++ -w -O0 -DWITH_OPENSSL -DWITH_DOM -DWITH_GZIP -DWITH_PURE_VIRTUAL -I. -I"$gsoap/plugin" -I"$gsoap" -o server server.cpp soapC.cpp \
  soapArchiveService.cpp "$gsoap/plugin/wsseapi.c" "$gsoap/plugin/smdevp.c" "$gsoap/plugin/mecevp.c" \
  "$gsoap/plugin/threads.c" "$gsoap/plugin/wsaapi.c" "$gsoap/custom/struct_timeval.c" \
  -lgsoapssl++ -lssl -lcrypto -lz -lpthread
