/* Generated from openapi.yaml by npm run gen. Change that, not this. */
export interface paths {
    readonly "/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A page that says where everything is */
        readonly get: operations["landingPage"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/healthz": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Is the process alive
         * @description Answers as long as the process runs; looks at nothing else.
         */
        readonly get: operations["getHealth"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/readyz": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Can it serve
         * @description Looks at the database, the breakers of connections and the liveness of sources, and names what is red.
         */
        readonly get: operations["getReadiness"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Metrics for Prometheus */
        readonly get: operations["getMetrics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/openapi.yaml": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** This document */
        readonly get: operations["getOpenapiYaml"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/openapi.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * This document in one piece
         * @description The entity schemas of `contracts/entities` are bundled into it.
         */
        readonly get: operations["getOpenapiJson"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/asyncapi.yaml": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What goes over the message broker */
        readonly get: operations["getAsyncapi"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/docs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Swagger UI */
        readonly get: operations["readDocs"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/adapters": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All adapters */
        readonly get: operations["listAdapters"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/adapters/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example zarinpal */
                readonly name: components["parameters"]["adapterName"];
            };
            readonly cookie?: never;
        };
        /** One adapter with its settings schema, operations and sources */
        readonly get: operations["getAdapter"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/adapters/{name}/import": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example zarinpal */
                readonly name: components["parameters"]["adapterName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make settings from an OpenAPI document or a WSDL
         * @description The document becomes operations with typed input and output: a draft of a connection's settings, which is not
         *     stored. It says what could not be brought over, and what a person must still fill in or decide: secrets, and
         *     for every operation that changes something whether it may be repeated. Adapters `rest` (OpenAPI 3, YAML or
         *     JSON) and `soap` (WSDL 1.1; what it imports goes to `documents`, by the names it uses).
         */
        readonly post: operations["importDescription"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/connections": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * All connections
         * @description Secret settings read as `"***"`.
         */
        readonly get: operations["listConnections"];
        readonly put?: never;
        /**
         * Create a connection
         * @description The settings are validated against the adapter's schema; secrets are encrypted before they are stored
         *     and never shown again.
         */
        readonly post: operations["createConnection"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/connections/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example zarinpal-tehran */
                readonly name: components["parameters"]["connectionName"];
            };
            readonly cookie?: never;
        };
        /** One connection */
        readonly get: operations["getConnection"];
        /**
         * Replace the settings of a connection, or create it
         * @description A secret sent as `"***"` stays as it is. With `If-Match` the change is made only to the version with
         *     that `ETag`.
         */
        readonly put: operations["putConnection"];
        readonly post?: never;
        /**
         * Remove a connection
         * @description Its source records stay. Runs that still need it stop with an incident.
         */
        readonly delete: operations["deleteConnection"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/connections/{name}/check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example zarinpal-tehran */
                readonly name: components["parameters"]["connectionName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Try a connection
         * @description Reachability, login and least privilege, each with what was found and what to change.
         */
        readonly post: operations["checkConnection"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/connections/{name}/operations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example zarinpal-tehran */
                readonly name: components["parameters"]["connectionName"];
            };
            readonly cookie?: never;
        };
        /** What the connection can do */
        readonly get: operations["listOperations"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/connections/{name}/operations/{operation}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example zarinpal-tehran */
                readonly name: components["parameters"]["connectionName"];
                /** @example verifyPayment */
                readonly operation: components["parameters"]["operationName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Call the outside system once
         * @description The call goes through the same place as those of flows: time limit, retry, breaker, rate limit. With
         *     an `idempotencyKey` (in the body, or the header) a repeated call is recognised by the hub and, where
         *     the operation can, by the outside system. `outcomeUnknown` means: do not repeat with another key.
         *     A message that is not about the customer's own business (marketing, a survey) names its `purpose`: it is refused
         *     unless everybody who has the address (`recipient` or `to` of the input) has consented to it.
         */
        readonly post: operations["callOperation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/connections/{name}/sources": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example zarinpal-tehran */
                readonly name: components["parameters"]["connectionName"];
            };
            readonly cookie?: never;
        };
        /** The sources of a connection and how they are */
        readonly get: operations["listSources"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/connections/{name}/sources/{source}/pause": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example zarinpal-tehran */
                readonly name: components["parameters"]["connectionName"];
                /** @example payerReturned */
                readonly source: components["parameters"]["sourceName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Stop polling until resumed */
        readonly post: operations["pauseSource"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/connections/{name}/sources/{source}/resume": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example zarinpal-tehran */
                readonly name: components["parameters"]["connectionName"];
                /** @example payerReturned */
                readonly source: components["parameters"]["sourceName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Go on polling where it stopped */
        readonly post: operations["resumeSource"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/connections/{name}/sources/{source}/poll": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example zarinpal-tehran */
                readonly name: components["parameters"]["connectionName"];
                /** @example payerReturned */
                readonly source: components["parameters"]["sourceName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Poll now rather than at the next time */
        readonly post: operations["pollSource"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/connections/{name}/sources/{source}/rewind": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example zarinpal-tehran */
                readonly name: components["parameters"]["connectionName"];
                /** @example payerReturned */
                readonly source: components["parameters"]["sourceName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Read again from an earlier place
         * @description What is unchanged since then is recognised and changes nothing.
         */
        readonly post: operations["rewindSource"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/connections/{name}/sources/{source}/preview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example zarinpal-tehran */
                readonly name: components["parameters"]["connectionName"];
                /** @example payerReturned */
                readonly source: components["parameters"]["sourceName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * See what a poll would bring
         * @description Reads one page from the outside system, maps it, and says of each row what would keep it from being stored.
         *     Nothing is stored and the cursor stays where it is. Without the scope `profiles:read:personal` personal values
         *     read as `"***"`.
         */
        readonly post: operations["previewSource"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/source-records": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Tell what your system says about customers and assets
         * @description 1 to 1,000 records. Each is upserted by connection, type and external id, and gets a result of its own,
         *     in the order sent: a bad record is refused with its reason and never blocks the others. Records that
         *     are not newer than what is known are `unchanged`, so sending again is always safe.
         */
        readonly post: operations["ingestSourceRecords"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/messages": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Publish a message to flows
         * @description It is stored before the answer. It starts flows whose start event has its name, or moves those that
         *     wait for its name and correlation key; until `ttlSeconds` have passed it waits for one that will.
         *     A message whose `id` is known is a duplicate and does nothing.
         */
        readonly post: operations["publishMessage"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/signals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Tell a signal to all flows
         * @description Everything that waits for the name at the moment goes on, in any run, and flows whose start event has it
         *     are started. Nothing is kept for later. A signal that is told again under the same `id` moves nothing twice.
         */
        readonly post: operations["broadcastSignal"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/callbacks/{connection}/{source}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example zarinpal-tehran */
                readonly connection: components["parameters"]["callbackConnection"];
                /** @example payerReturned */
                readonly source: components["parameters"]["sourceName"];
            };
            readonly cookie?: never;
        };
        /**
         * A browser or system comes back, with a query
         * @description Public; takes whatever query the outside system sends. Nothing it says is trusted: the source checks
         *     a signature or asks the system back. The answer is what that system expects.
         */
        readonly get: operations["receiveReturn"];
        readonly put?: never;
        /**
         * The outside system posts, in its own words
         * @description Public; takes any media type up to the body limit and keeps the raw bytes for the signature. What is
         *     acknowledged is stored; sending again is recognised.
         */
        readonly post: operations["receiveCallback"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/soap/{service}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description CustomerService, AccountingService or MessageService; with 12 behind it, over SOAP 1.2.
                 * @example CustomerService
                 */
                readonly service: components["parameters"]["soapService"];
            };
            readonly cookie?: never;
        };
        /**
         * The WSDL of a SOAP service
         * @description Any query will do (`?wsdl`, `?WSDL`, `?singleWsdl`). The address in it is the one asked for. The service whose
         *     name ends in 12 has the binding of SOAP 1.2; both addresses understand both versions.
         */
        readonly get: operations["readWsdl"];
        readonly put?: never;
        /**
         * Call a SOAP service
         * @description Document/literal, SOAP 1.1 or 1.2, in UTF-8 or the encoding that the media type names. Log in with a WS-Security
         *     UsernameToken (user name: id of an API key; password: its secret, as text over TLS, or as digest for keys made
         *     with `digestLogin`) or with `Authorization: Bearer`. Each operation needs the scope of its sister here:
         *     `source-records:write`, `profiles:read`, `messages:publish`. Every fault (HTTP 500) carries a `Problem` whose
         *     `code` is that of the problem documents.
         */
        readonly post: operations["callSoap"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/imports": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Imports of files, newest first */
        readonly get: operations["listImports"];
        readonly put?: never;
        /**
         * Say what a file is that will be imported
         * @description The end of its name tells the format: `.csv`, `.jsonl`, `.ndjson` or `.xlsx`. Each row becomes a source record of
         *     the connection and type, known by the value of `idColumn`. A column is a field by its name or its title, in Persian
         *     or English; `columns` names the field of any other, or `null` for one that is left out. Then send the file, try it,
         *     and start it.
         */
        readonly post: operations["createImport"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/imports/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["importId"];
            };
            readonly cookie?: never;
        };
        /**
         * One import
         * @description How far it is says its `operation`, in `GET /v1/operations/{id}`, with a count of each outcome.
         */
        readonly get: operations["getImport"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/imports/{id}/file": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["importId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Send the file
         * @description The bytes are the body, as many as PEYVAND_FILE_LIMIT_BYTES. It is kept until it has been taken in.
         */
        readonly put: operations["receiveImportFile"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/imports/{id}/start": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["importId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Go through the file
         * @description A background operation with progress, which can be paused, resumed and cancelled. A trial changes nothing and says
         *     what would become of each row: `created`, `updated`, `unchanged`, `merged` (a strong key ties it to a profile, or
         *     to an earlier row) or `refused` with the reason. For real, the file goes when all of it has been taken in.
         */
        readonly post: operations["startImport"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/imports/{id}/rows": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["importId"];
            };
            readonly cookie?: never;
        };
        /** What became of each row in the last operation, or would have */
        readonly get: operations["listImportRows"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/profiles": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Find profiles
         * @description By a strong identifier (at most one profile answers), by words of names and numbers, by kind, by time
         *     of change; or all of them. Without the scope `profiles:read:personal` personal values read as `"***"`.
         */
        readonly get: operations["listProfiles"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/profiles/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        /**
         * One profile
         * @description With its card, ready made: one look by id. A profile that was merged into another answers 301 to the survivor.
         */
        readonly get: operations["getProfile"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/profiles/{id}/sources": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        /** The source records it is made of */
        readonly get: operations["listProfileSources"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/profiles/{id}/history": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        /** What changed in it, newest first */
        readonly get: operations["listProfileHistory"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/profiles/{id}/relations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        /**
         * The assets that are tied to it
         * @description The other end of `relations`: the equipment under a contract, the contracts that cover a product, the parts of a
         *     device. A page may hold more than its limit where one asset is tied in several ways.
         */
        readonly get: operations["listProfileRelations"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/profiles/{id}/timeline": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        /** Payments, messages, invoices, calls, visits, cases in one list, newest first */
        readonly get: operations["listProfileTimeline"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/profiles/{id}/relationships": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        /**
         * Its ties to other profiles: who employs, represents or owns whom, households, agencies
         * @description As they read from this profile: `employs`, or from the other end `employedBy`. They come from sources (records of
         *     the type `relation`) or are made here, name their ends by records, and follow them through merges and splits.
         */
        readonly get: operations["listRelationships"];
        readonly put?: never;
        /** Tie it to another profile */
        readonly post: operations["addRelationship"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/profiles/{id}/relationships/{relationship}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
                /** @example 3f0c7d1e9a */
                readonly relationship: components["schemas"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Take back a tie that was made here */
        readonly delete: operations["removeRelationship"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/profiles/{id}/consents": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        /** What it has allowed and forbidden, every statement, newest first */
        readonly get: operations["listConsents"];
        readonly put?: never;
        /**
         * Note a consent, or that it was withdrawn
         * @description Nothing is overwritten; of the statements that cover a message the newest decides.
         */
        readonly post: operations["addConsent"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/consents/check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * May a message be sent
         * @description For a profile, or for whoever has a mobile or e-mail address: everybody who has it must allow it. Nothing said is
         *     nothing allowed.
         */
        readonly post: operations["checkConsent"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/profiles/{id}/tags/{tag}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
                /** @example نمایشگاه */
                readonly tag: string;
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Tag it */
        readonly put: operations["putTag"];
        readonly post?: never;
        /** Take a tag away */
        readonly delete: operations["deleteTag"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/segments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Groups of profiles, by key */
        readonly get: operations["listSegments"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/segments/refresh": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Look at every profile anew
         * @description Members follow changes of their profiles by themselves, and a new rule looks at everybody. What a rule says about
         *     days (`today()`) is looked at again with this; call it once a day from a flow with a timer.
         */
        readonly post: operations["refreshSegments"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/segments/{segment}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Key of a segment.
                 * @example tehran-debtors
                 */
                readonly segment: components["parameters"]["segment"];
            };
            readonly cookie?: never;
        };
        /** One segment, with how many are in it */
        readonly get: operations["getSegment"];
        /**
         * Define a segment
         * @description `when` is FEEL over the attributes of a profile and, beside them, `kind`, `lifecycle`, `kyc`, `debt`, `latest`,
         *     `openCases`, `consents`, `assets`, `relationships` and `tags` of its card. Without it a segment holds those who are
         *     put there by hand. Saved in versions; each looks at all profiles in the background (`operation`).
         */
        readonly put: operations["putSegment"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/segments/{segment}/members": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Key of a segment.
                 * @example tehran-debtors
                 */
                readonly segment: components["parameters"]["segment"];
            };
            readonly cookie?: never;
        };
        /**
         * Who is in it, by id
         * @description With the profiles themselves, see `GET /v1/profiles?segment=`.
         */
        readonly get: operations["listSegmentMembers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/segments/{segment}/members/{profile}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Key of a segment.
                 * @example tehran-debtors
                 */
                readonly segment: components["parameters"]["segment"];
                /** @example 01jdm2v8n3q4r5s6t7v8w9x0yz */
                readonly profile: components["schemas"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Put a profile in it by hand */
        readonly put: operations["putSegmentMember"];
        readonly post?: never;
        /**
         * Take back that it was put there by hand
         * @description A rule may still find it.
         */
        readonly delete: operations["deleteSegmentMember"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/profiles/{id}/explain": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        /** Why these records are one */
        readonly get: operations["explainProfile"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/profiles/{id}/pins": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        /** Values that people have fixed */
        readonly get: operations["listProfilePins"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/profiles/{id}/pins/{attribute}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
                /** @example fullName */
                readonly attribute: string;
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Fix the value of an attribute
         * @description A pin wins over every source until it is taken away; what the sources say stays visible as alternatives.
         *     It goes with the records that the profile has now, through merges and splits.
         */
        readonly put: operations["pinAttribute"];
        readonly post?: never;
        /** Let the sources speak again */
        readonly delete: operations["unpinAttribute"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/profiles/{id}/merge": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make two profiles one
         * @description The older one carries on, and the id of the other leads to it for ever. The decision is kept, and every
         *     later match respects it until it is undone. Profiles with different national codes (or other identifiers
         *     of which one has only one) are never one: `conflict`.
         */
        readonly post: operations["mergeProfiles"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/profiles/{id}/unmerge": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Split records off a profile
         * @description The records named (see `/sources` for their ids) and the others never come together again, whatever else
         *     joins them, until the decision is undone. Both sides are derived anew; the larger one keeps the id.
         */
        readonly post: operations["unmergeProfile"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/profiles/{id}/export": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        /**
         * Everything that is known of a profile, as one JSON document
         * @description The profile with where every value comes from, its source records, former states, changes, decisions, assets,
         *     timeline, and the parts of runs, messages, cases and events that are about it. The document is sent while it is
         *     read; a connection that is cut half-way means that it is not whole. A merged id gives the survivor's.
         */
        readonly get: operations["exportProfile"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/profiles/{id}/erase": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Erase a person or an organisation everywhere
         * @description A background operation with progress. Its source records, profiles, former states, pairs and changes go; what
         *     others hold about it (runs with their variables and history, messages, cases and their files, events, payments
         *     and assets that name it) is masked, irreversibly, and everything is looked at again until nothing is found. The
         *     answer is in `GET /v1/erasures/{id}`. Numbers that others have too (a family's mobile) find nobody, but are
         *     masked where the person is found otherwise. A record of the person that arrives later is refused and noticed, by
         *     keyed hashes. There is no way back.
         */
        readonly post: operations["eraseProfile"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/erasures": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What was erased, with the proof */
        readonly get: operations["listErasures"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/erasures/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["erasureId"];
            };
            readonly cookie?: never;
        };
        /**
         * One erasure with its proof
         * @description By place (a collection of the database) how many documents were removed and masked, and in how many the last look
         *     still found something: `0` everywhere once it is `completed`. It holds nothing of the person. `noticed` counts
         *     the records of the person that came again and were refused.
         */
        readonly get: operations["getErasure"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/erasures/{id}/lift": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["erasureId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Let an erased person come again
         * @description Takes the tombstones away, so that new records of the person are taken in. Nothing old comes back.
         */
        readonly post: operations["liftErasure"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/match-reviews": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Likely duplicates for a person to judge, the most instructive first
         * @description Two profiles that may be one: a score between 0.5 and 0.99 (`possible`), a sure score between two golden
         *     records (`twoGoldenRecords`), a record that fits two different things (`ambiguous`), a score that is sure of a
         *     part of a group only (`weakBridge`), or a sure score that verified identifiers or a decision contradict
         *     (`conflict`). Records are read as ever while they wait here. An empty queue is an empty page.
         */
        readonly get: operations["listMatchReviews"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/match-reviews/{id}/decision": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Say whether the two are the same
         * @description `same` makes one profile of both; the older id survives and the other leads to it. `different` keeps them apart,
         *     with everything that ever joins them. The decision is in `GET /v1/match-decisions` and can be taken back there.
         */
        readonly post: operations["decideMatchReview"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/match-runs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Match all stored records again
         * @description A background operation with progress, which can be paused and goes on after a restart. No source is asked: every
         *     stored record is scored against all others anew and settled. What people decided stands, and profiles keep their
         *     ids wherever they still have most of their records.
         */
        readonly post: operations["rematchRecords"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/match-explanations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Why two profiles are one, why they are not, and how it was weighed
         * @description Names what both share and what contradicts, the decisions that stand, and for the strongest pair of their
         *     records every comparison with its level and weight in bits. A merged id stands for its survivor.
         */
        readonly get: operations["explainMatch"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/match-decisions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What people decided about which records are the same, newest first */
        readonly get: operations["listMatchDecisions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/match-decisions/{id}/undo": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["matchDecisionId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Take a decision back
         * @description The profiles become what they would be without it; a merge falls apart into what it was made of.
         */
        readonly post: operations["undoMatchDecision"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/records/{type}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example product */
                readonly type: components["parameters"]["recordType"];
            };
            readonly cookie?: never;
        };
        /**
         * Records of a type, of all connections or one
         * @description Ordered by id. With `offeredOn` only products and services that are offered on that day: active (or silent
         *     about it) and within their days; a page may then hold fewer than its limit.
         */
        readonly get: operations["listRecords"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/records/{type}/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example product */
                readonly type: components["parameters"]["recordType"];
                /** @example adsl-16 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        /** One record */
        readonly get: operations["getRecord"];
        /**
         * Keep a record in the hub
         * @description The whole record. It is one of the connection `hub` and goes the way of every source: profile, events, rules.
         *     States go their ways only (`draft` → `active` → `suspended` → `retired` of a product); without one, a new record
         *     begins with the first and a known one stays as it is. `If-Match: "0"` saves it only if it is not there yet.
         */
        readonly put: operations["putRecord"];
        readonly post?: never;
        /**
         * Take a record out of the hub
         * @description It says nothing any more; what its profile knows from other systems stays.
         */
        readonly delete: operations["deleteRecord"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/configurations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All configurations in their newest version */
        readonly get: operations["listConfigurations"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/configurations/{key}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        /** One configuration, in its newest or a given version */
        readonly get: operations["getConfiguration"];
        /**
         * Save a configuration as a new version
         * @description The same content makes no new version. It rules in every process within two seconds.
         */
        readonly put: operations["putConfiguration"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/configurations/{key}/dialogue": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Say the answers so far, hear the next question
         * @description Nothing is kept: the answers of the caller are all that counts. Says what to ask next with its options, which of them
         *     are blocked and why, what is wrong with the answers, and the lines and totals after the rules.
         */
        readonly post: operations["continueConfiguration"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/configurations/{key}/orders": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * End the dialogue in an order draft
         * @description Refused while a question is open, an answer is wrong or a rule rejects. The draft is a record of type `order`, on the
         *     timeline of its customer; the event `order.created` tells rules and flows. An `id` makes one order.
         */
        readonly post: operations["orderConfiguration"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/survivorship-policy": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How the values of profiles are chosen, now or in a version */
        readonly get: operations["getSurvivorshipPolicy"];
        /**
         * Set how the values of profiles are chosen
         * @description Makes a new version that holds at once for whatever is folded from now on; a background operation folds all
         *     other profiles again. The same policy makes no new version.
         */
        readonly put: operations["putSurvivorshipPolicy"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/survivorship-policy/versions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The versions of the policy, newest first */
        readonly get: operations["listSurvivorshipPolicies"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/operations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Long work and how far it is, newest first */
        readonly get: operations["listBackgroundOperations"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/operations/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["backgroundOperationId"];
            };
            readonly cookie?: never;
        };
        /** One operation */
        readonly get: operations["getBackgroundOperation"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/operations/{id}/pause": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["backgroundOperationId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Stop after the step under way
         * @description `resume` goes on from there, in whatever process.
         */
        readonly post: operations["pauseBackgroundOperation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/operations/{id}/resume": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["backgroundOperationId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Go on
         * @description Also after a failure, from where it failed.
         */
        readonly post: operations["resumeBackgroundOperation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/operations/{id}/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["backgroundOperationId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Stop for good
         * @description What is done stays done.
         */
        readonly post: operations["cancelBackgroundOperation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/changes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Everything that changed, in order
         * @description Ordered, resumable, never skips. `next` is never null here: keep it and ask again later. An empty page
         *     means that you are up to date.
         */
        readonly get: operations["listChanges"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/flows": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All flows in their newest version */
        readonly get: operations["listFlows"];
        readonly put?: never;
        /**
         * Deploy flows, forms and rule sets
         * @description One BPMN document, or several files as `multipart/form-data`: BPMN, form-js JSON, and rule sets as
         *     `PUT /v1/rules/{key}` takes them with their `key` beside (they need the scope `rules:write`). All or none, and all at the same
         *     moment; every problem is told at once. Identical content makes no new version, except for flows that bind
         *     something to their deployment (`bindingType="deployment"`): they get one for every new set of versions they
         *     are deployed with. Runs stay on the version they began with.
         */
        readonly post: operations["deployFlows"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/flows/{key}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example invoice-payment */
                readonly key: components["parameters"]["flowKey"];
            };
            readonly cookie?: never;
        };
        /** One flow in its newest version */
        readonly get: operations["getFlow"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/flows/{key}/versions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example invoice-payment */
                readonly key: components["parameters"]["flowKey"];
            };
            readonly cookie?: never;
        };
        /** All versions of a flow, newest first */
        readonly get: operations["listFlowVersions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/flows/{key}/versions/{version}/xml": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example invoice-payment */
                readonly key: components["parameters"]["flowKey"];
                /** @example 4 */
                readonly version: number;
            };
            readonly cookie?: never;
        };
        /** The XML exactly as it was deployed */
        readonly get: operations["getFlowXml"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/forms": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All forms in their newest version */
        readonly get: operations["listForms"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/forms/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example approval */
                readonly id: components["parameters"]["formId"];
            };
            readonly cookie?: never;
        };
        /** One form in its newest version, or a given one */
        readonly get: operations["getForm"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/forms/{id}/versions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example approval */
                readonly id: components["parameters"]["formId"];
            };
            readonly cookie?: never;
        };
        /** All versions of a form, newest first */
        readonly get: operations["listFormVersions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/flows/{key}/runs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example invoice-payment */
                readonly key: components["parameters"]["flowKey"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Start a run
         * @description The same `id` gives the same run, whatever else is sent. With `waitMs` the answer waits until the
         *     run ends or stands at an incident, at most that long; then it shows the run as it is.
         */
        readonly post: operations["startRun"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/runs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Runs, newest first */
        readonly get: operations["listRuns"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/runs/actions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Actions on many runs, newest first */
        readonly get: operations["listRunActions"];
        readonly put?: never;
        /**
         * The same repair for many runs
         * @description For every run that the filter finds now, in the background, newest first; it survives a restart of the hub.
         *     `with` has the fields that the repair of one run takes (`element`, `variables`, `version` …); `skip`,
         *     `complete` and `retry` name elements, not instances. Each run is repaired at most once; what became of it
         *     is in the outcomes.
         */
        readonly post: operations["beginRunAction"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/runs/actions/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["runActionId"];
            };
            readonly cookie?: never;
        };
        /** How far an action is */
        readonly get: operations["getRunAction"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/runs/actions/{id}/outcomes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["runActionId"];
            };
            readonly cookie?: never;
        };
        /** What became of each run */
        readonly get: operations["listRunActionOutcomes"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/runs/actions/{id}/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["runActionId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Stop an action; what is done stays done */
        readonly post: operations["cancelRunAction"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/runs/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        /** One run */
        readonly get: operations["getRun"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/runs/{id}/history": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        /** Everything that happened in a run, in order */
        readonly get: operations["listRunHistory"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/runs/{id}/explain": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        /**
         * Why is it waiting
         * @description For each waiting element a chain from the element outwards, the next attempt, and who can act.
         */
        readonly get: operations["explainRun"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/runs/{id}/ad-hoc-activations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Let elements of an ad-hoc sub-process be done
         * @description Beside those that its list of active elements names, as often as wanted while it lives. One without such a list
         *     waits for this. The sub-process is named by `instance` or `element` when several live.
         */
        readonly post: operations["activateAdHoc"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/runs/{id}/retry": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Try again what failed
         * @description All incidents of the run, or that of one element instance; variables are corrected first.
         */
        readonly post: operations["retryRun"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/runs/{id}/restart": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Let a run go on at an element
         * @description Everything that lives ends first; with `end` only the instances that are named there (none, when it is empty).
         *     `variables` are set before, as seen from the scope of the element. With `version` the run goes on in that
         *     version of its flow. A run that has ended is opened again. Where several instances of the enclosing scope live,
         *     `scope` says which.
         */
        readonly post: operations["restartRun"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/runs/{id}/skip": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Let a run go past an element
         * @description Its work is not done and its outputs are not mapped. Behind a gateway that chooses, `flow` says where to go on.
         */
        readonly post: operations["skipElement"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/runs/{id}/complete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Say what the work of an element has brought
         * @description The element completes as if its work had brought these variables; its outputs are mapped. Work under way is cut.
         */
        readonly post: operations["completeElement"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/runs/{id}/migrate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Move a run to another version of its flow
         * @description Everything keeps what it waits for. `elements` gives new ids by old ones, for elements that were renamed.
         *     With `validateOnly` nothing is changed and the answer says, element by element, why it cannot move.
         */
        readonly post: operations["migrateRun"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/runs/{id}/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** End a run before its end */
        readonly post: operations["cancelRun"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/runs/{id}/pause": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Hold a run; it does nothing until resumed */
        readonly post: operations["pauseRun"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/runs/{id}/resume": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Let a paused run go on */
        readonly post: operations["resumeRun"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/runs/{id}/variables": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Correct variables of a run
         * @description The named variables are replaced, the others stay. Seen from `instance` (default: the process), each is
         *     set in the nearest scope that has it; with `local` in the scope of that very instance.
         */
        readonly patch: operations["setRunVariables"];
        readonly trace?: never;
    };
    readonly "/v1/attempts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Calls whose outcome nobody knows
         * @description Calls with the effect `once` that were sent and never clearly answered. A person settles them.
         */
        readonly get: operations["listAttempts"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/attempts/{id}/settle": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["schemas"]["LongId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Say what became of a call
         * @description After looking at the outside system: it was `done` (with its output, which the run goes on with) or
         *     `notDone` (then it may be tried again).
         */
        readonly post: operations["settleAttempt"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/jobs/activate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Jobs for a worker outside the hub
         * @description Service, send, script and business rule tasks whose job type is not written `<connection>.<operation>` are for
         *     workers outside. Each job is locked for its worker for `lockMs` (five minutes if not said); when the lock runs
         *     out, the job is given to whoever asks next. With `waitMs` the answer waits until there is a job.
         */
        readonly post: operations["activateJobs"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/jobs/{id}/complete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["jobId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** It is done; the run goes on */
        readonly post: operations["completeJob"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/jobs/{id}/fail": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["jobId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** It went wrong; it is tried again, or becomes an incident */
        readonly post: operations["failJob"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/jobs/{id}/throw-error": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["jobId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Throw a BPMN error that the model may catch */
        readonly post: operations["throwJobError"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/jobs/{id}/extend-lock": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["jobId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Keep it longer; counted from now */
        readonly post: operations["extendJobLock"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/work-items": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Open work items, oldest first */
        readonly get: operations["listWorkItems"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/work-items/counts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How many open work items each group has */
        readonly get: operations["countWorkItems"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/work-items/{id}/comments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        /** What people said about it, the oldest first */
        readonly get: operations["listWorkItemComments"];
        readonly put?: never;
        /** Say something about it */
        readonly post: operations["addWorkItemComment"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/work-items/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        /** One work item */
        readonly get: operations["getWorkItem"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Change its dates, priority or candidates
         * @description What is not named stays; null takes a date away. Task listeners for `updating` are asked first: until they have
         *     agreed the answer shows the item as it was.
         */
        readonly patch: operations["updateWorkItem"];
        readonly trace?: never;
    };
    readonly "/v1/work-items/{id}/form": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        /**
         * The form to fill in
         * @description In the version that the binding of the task means. A form that stands in the model comes with its key; one
         *     that is kept elsewhere is a key alone.
         */
        readonly get: operations["getWorkItemForm"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/work-items/{id}/claim": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Take it */
        readonly post: operations["claimWorkItem"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/work-items/{id}/unclaim": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Give it back */
        readonly post: operations["unclaimWorkItem"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/work-items/{id}/assign": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Give it to somebody, whoever has it now */
        readonly post: operations["assignWorkItem"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/work-items/{id}/complete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** It is done; the run goes on */
        readonly post: operations["completeWorkItem"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/case-types": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All case types in their newest version */
        readonly get: operations["listCaseTypes"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/case-types/{key}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        /** One case type, in its newest or a given version */
        readonly get: operations["getCaseType"];
        /**
         * Save a case type as a new version
         * @description The same content makes no new version. It rules in every process within two seconds.
         */
        readonly put: operations["putCaseType"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/catalogue": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All catalogue subjects in their newest version */
        readonly get: operations["listCatalogueSubjects"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/catalogue/{key}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        /** One catalogue subject, in its newest or a given version */
        readonly get: operations["getCatalogueSubject"];
        /**
         * Save a catalogue subject as a new version
         * @description The same content makes no new version. It rules in every process within two seconds.
         */
        readonly put: operations["putCatalogueSubject"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/units": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All units in their newest version */
        readonly get: operations["listUnits"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/units/{key}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        /** One unit, in its newest or a given version */
        readonly get: operations["getUnit"];
        /**
         * Save a unit as a new version
         * @description The same content makes no new version. It rules in every process within two seconds.
         */
        readonly put: operations["putUnit"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/posts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All posts in their newest version */
        readonly get: operations["listPosts"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/posts/{key}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        /** One post, in its newest or a given version */
        readonly get: operations["getPost"];
        /**
         * Save a post as a new version
         * @description The same content makes no new version. It rules in every process within two seconds.
         */
        readonly put: operations["putPost"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/organisation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The organisation as a tree: units with head, posts, teams and people
         * @description Units whose parent is not there stand at the top; people without a unit are in `elsewhere`.
         */
        readonly get: operations["getOrganisation"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All teams in their newest version */
        readonly get: operations["listTeams"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{key}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        /** One team, in its newest or a given version */
        readonly get: operations["getTeam"];
        /**
         * Save a team as a new version
         * @description The same content makes no new version. It rules in every process within two seconds.
         */
        readonly put: operations["putTeam"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/people": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All person who works heres in their newest version */
        readonly get: operations["listPeopleAtWork"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/people/{key}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        /** One person who works here, in its newest or a given version */
        readonly get: operations["getPersonAtWork"];
        /**
         * Save a person who works here as a new version
         * @description The same content makes no new version. It rules in every process within two seconds.
         */
        readonly put: operations["putPersonAtWork"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/people/{key}/work": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        /** How much somebody has to do, and what they did last */
        readonly get: operations["getWorkOfPerson"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/case-settings": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What holds for all cases */
        readonly get: operations["getCaseSettings"];
        /** Change what holds for all cases */
        readonly put: operations["putCaseSettings"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/cases": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Cases, newest first
         * @description Confidential ones are masked for who may not see them.
         */
        readonly get: operations["listCases"];
        readonly put?: never;
        /**
         * Make a case
         * @description Of a type, or on a subject of the catalogue whose template says the type. It is numbered without gaps, assigned
         *     by the rules of its type or to the owner of its subject, and its clocks start. The same `id`, the same case.
         */
        readonly post: operations["createCase"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/cases/counts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How many cases there are, by one of their sides */
        readonly get: operations["countCases"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/cases/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        /**
         * One case
         * @description By id or by number. The view of a confidential case is noted in the audit.
         */
        readonly get: operations["getCase"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Change what a case says
         * @description Fields of `data` are merged into the present ones; null removes one.
         */
        readonly patch: operations["changeCase"];
        readonly trace?: never;
    };
    readonly "/v1/cases/{id}/timeline": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        /** Who did what to a case, oldest first */
        readonly get: operations["listCaseTimeline"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/cases/{id}/transitions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        /** What can be done with a case now */
        readonly get: operations["listCaseTransitions"];
        readonly put?: never;
        /**
         * Move a case along a transition of its type
         * @description Resolve, postpone, reopen, cancel and all others that the type has.
         */
        readonly post: operations["moveCase"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/cases/{id}/comments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Say something about a case
         * @description To the inside, or to the customer too. `from: customer` records what the customer said over another channel.
         */
        readonly post: operations["commentCase"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/cases/{id}/refer": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Give a case to another person, team or unit */
        readonly post: operations["referCase"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/cases/{id}/links": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Tie a case to another
         * @description The other case is tied back. `childOf` makes it a part of the other.
         */
        readonly post: operations["linkCase"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/cases/{id}/unlink": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Untie a case from another */
        readonly post: operations["unlinkCase"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/cases/{id}/merge": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Merge a case into another
         * @description It ends; its tracking code leads to the other, and its watchers follow the other.
         */
        readonly post: operations["mergeCase"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/cases/{id}/split": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make a case of a part of a case
         * @description Type, requester, channel and subject of the catalogue are those of the case unless given. Answers with the new case.
         */
        readonly post: operations["splitCase"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/cases/{id}/watchers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Let somebody follow a case, or no longer */
        readonly post: operations["watchCase"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/cases/{id}/attachments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Add a file to a case
         * @description The bytes are the body: as many as the type of the case allows, and PEYVAND_FILE_LIMIT_BYTES for all. What it is is told by its content, and a scanner may look into it.
         */
        readonly post: operations["attachToCase"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/cases/{id}/attachments/{attachment}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["caseId"];
                readonly attachment: components["schemas"]["Id"];
            };
            readonly cookie?: never;
        };
        /** The bytes of a file */
        readonly get: operations["readAttachment"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/cartable": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What lies on somebody's desk
         * @description Work of cases and of runs that is theirs, that they may take, or that is of somebody they stand in for.
         */
        readonly get: operations["getCartable"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/case-work-items/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        /** One work item of a case, with its form and outcomes */
        readonly get: operations["getCaseWorkItem"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/case-work-items/{id}/claim": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Take work of a case */
        readonly post: operations["claimCaseWorkItem"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/case-work-items/{id}/release": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Give work of a case back */
        readonly post: operations["releaseCaseWorkItem"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/case-work-items/{id}/delegate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Let somebody else do work of a case
         * @description Who had it stays its owner.
         */
        readonly post: operations["delegateCaseWorkItem"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/case-work-items/{id}/complete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Work of a case is done, with an outcome
         * @description The data of its form is kept, and the transition of the outcome taken.
         */
        readonly post: operations["completeCaseWorkItem"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/public/cases/{trackingCode}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly trackingCode: components["parameters"]["trackingCode"];
            };
            readonly cookie?: never;
        };
        /**
         * Where a case stands, for the customer
         * @description Public. Look-ups from one address are limited, and those that find nothing count five times.
         */
        readonly get: operations["trackCase"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/public/cases/{trackingCode}/replies": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly trackingCode: components["parameters"]["trackingCode"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * The customer answers
         * @description A text, and one of the `answers` that the case offers, such as that it is solved or not.
         */
        readonly post: operations["answerTrackedCase"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What happened, as CloudEvents, in order
         * @description Dense, ordered, resumable; each event once. Ids, states and codes, never what people said. `next` is never null
         *     here: keep it and ask again later.
         */
        readonly get: operations["listEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sla-policies": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All SLA policys in their newest version */
        readonly get: operations["listSlaPolicies"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sla-policies/{key}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        /** One SLA policy, in its newest or a given version */
        readonly get: operations["getSlaPolicy"];
        /**
         * Save a SLA policy as a new version
         * @description The same content makes no new version. It rules in every process within two seconds.
         */
        readonly put: operations["putSlaPolicy"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sla-policies/{key}/underpinning": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        /** Which inner agreements a policy rests on, and whether they fit into it */
        readonly get: operations["getUnderpinning"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/clocks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Clocks, newest first */
        readonly get: operations["listClocks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/clocks/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["schemas"]["Id"];
            };
            readonly cookie?: never;
        };
        /** One clock with its marks */
        readonly get: operations["getClock"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/clocks/{id}/excuse": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["schemas"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Say why a promise does not count
         * @description Of a running or a broken one; with the reason it stands in the report as excused.
         */
        readonly post: operations["excuseClock"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sla-report": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How promises were kept */
        readonly get: operations["reportSla"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/work-package-types": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All type of work packages in their newest version */
        readonly get: operations["listWorkPackageTypes"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/work-package-types/{key}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        /** One type of work package, in its newest or a given version */
        readonly get: operations["getWorkPackageType"];
        /**
         * Save a type of work package as a new version
         * @description The same content makes no new version. It rules in every process within two seconds.
         */
        readonly put: operations["putWorkPackageType"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/work-package-templates": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All template of work packagess in their newest version */
        readonly get: operations["listWorkPackageTemplates"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/work-package-templates/{key}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        /** One template of work packages, in its newest or a given version */
        readonly get: operations["getWorkPackageTemplate"];
        /**
         * Save a template of work packages as a new version
         * @description The same content makes no new version. It rules in every process within two seconds.
         */
        readonly put: operations["putWorkPackageTemplate"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/commitments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What is committed to a customer, and how it stands */
        readonly get: operations["listCommitments"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/commitments/{order}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly order: components["schemas"]["Id"];
            };
            readonly cookie?: never;
        };
        /** How the commitment of an order stands, with all its packages and what they cost */
        readonly get: operations["getCommitment"];
        /**
         * Plan and make the work packages of a committed order
         * @description One for the order, one for each item, and beneath it those of the template of its product or service, each with
         *     deadline, performer and owner of its type. Sent again, it makes only what is not there.
         */
        readonly put: operations["planOrder"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rules": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All rule sets in their newest version */
        readonly get: operations["listRuleSets"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rules/evaluate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Ask the rules, and why they decide so
         * @description Changes nothing. Asks one rule set by `key` (in the version that holds, or in `version`), or all rules of an
         *     `event`. Says of every rule in order whether it fired and why not, which conditions failed with which
         *     values, and what each action changed. With `at` the versions that held then decide, so that a decision can
         *     be reproduced.
         */
        readonly post: operations["evaluateRules"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rules/{key}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example payment-risk */
                readonly key: components["parameters"]["ruleSetKey"];
            };
            readonly cookie?: never;
        };
        /** One rule set, in the version that holds or a given one */
        readonly get: operations["getRuleSet"];
        /**
         * Save a rule set as a new version
         * @description Every problem is named at once. The same content makes no new version. It decides at once, or from
         *     `effectiveFrom` on; as a draft, or where the set `needsApproval`, once a second person has approved it.
         */
        readonly put: operations["putRuleSet"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rules/{key}/versions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example payment-risk */
                readonly key: components["parameters"]["ruleSetKey"];
            };
            readonly cookie?: never;
        };
        /**
         * Versions of a rule set, the newest first
         * @description Who saved and who approved each, when, why, and from when on it decides.
         */
        readonly get: operations["listRuleSetVersions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rules/{key}/versions/{version}/approve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example payment-risk */
                readonly key: components["parameters"]["ruleSetKey"];
                /** @example 2 */
                readonly version: components["parameters"]["ruleSetVersion"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Approve a draft; it decides from now or a later time on
         * @description By another person than its author (`forbidden`).
         */
        readonly post: operations["approveRuleSet"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rules/{key}/versions/{version}/reject": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example payment-risk */
                readonly key: components["parameters"]["ruleSetKey"];
                /** @example 2 */
                readonly version: components["parameters"]["ruleSetVersion"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Turn a draft down; it will never decide
         * @description By another person than its author (`forbidden`).
         */
        readonly post: operations["rejectRuleSet"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rules/{key}/versions/{version}/rollback": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example payment-risk */
                readonly key: components["parameters"]["ruleSetKey"];
                /** @example 2 */
                readonly version: components["parameters"]["ruleSetVersion"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Bring an older version back, as a new one */
        readonly post: operations["rollbackRuleSet"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rules/{key}/versions/{version}/diff": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example payment-risk */
                readonly key: components["parameters"]["ruleSetKey"];
                /** @example 2 */
                readonly version: components["parameters"]["ruleSetVersion"];
            };
            readonly cookie?: never;
        };
        /** What changed from another version to this one */
        readonly get: operations["diffRuleSet"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rules/{key}/versions/{version}/simulation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example payment-risk */
                readonly key: components["parameters"]["ruleSetKey"];
                /** @example 2 */
                readonly version: components["parameters"]["ruleSetVersion"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * How past events would be decided with this version
         * @description Asks the events that really happened (the last month unless said otherwise) twice: with the versions that hold
         *     now, and with this one in place of its set's. Changes nothing. Personal fields of kept events are masked, so
         *     rules that read them decide otherwise than they did.
         */
        readonly post: operations["simulateRuleSet"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rule-events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Events and what the rules made of them, the newest first
         * @description Kept for 35 days; personal fields are masked once an event is done.
         */
        readonly get: operations["listRuleEvents"];
        readonly put?: never;
        /**
         * Tell the rules what happened
         * @description The rules that listen to the event decide, their effects (notify, start a flow, raise an event) are carried
         *     out, and all of it is kept. The same `id` is the same event: it gives what was decided. Events that rules
         *     raise are followed ten deep. A decision that fails leaves the event in the state `failed`.
         */
        readonly post: operations["raiseRuleEvent"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rule-events/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["schemas"]["LongId"];
            };
            readonly cookie?: never;
        };
        /** One event and what the rules made of it */
        readonly get: operations["getRuleEvent"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rules/{key}/table/findings": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example payment-risk */
                readonly key: components["parameters"]["ruleSetKey"];
            };
            readonly cookie?: never;
        };
        /** Rows of a decision table that overlap, and cases that it leaves open */
        readonly get: operations["checkDecisionTable"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rules/{key}/table/rows": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example payment-risk */
                readonly key: components["parameters"]["ruleSetKey"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Replace the rows of a decision table by those of a file
         * @description An Excel workbook or CSV whose first row names columns by title or field. Columns `validFrom`, `validUntil`
         *     and `note` (از تاریخ، تا تاریخ، توضیح) are read too; dates may be Jalali. Saved as a new version like any other.
         */
        readonly put: operations["importDecisionTable"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/calendars": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All business calendars in their newest version */
        readonly get: operations["listCalendars"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/calendars/holding": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The calendar that holds for a contract, team or unit
         * @description The contract decides before the team, the team before the unit; else the calendar `default` holds.
         */
        readonly get: operations["findCalendarFor"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/calendars/{key}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example support-tehran */
                readonly key: components["parameters"]["calendarKey"];
            };
            readonly cookie?: never;
        };
        /**
         * One calendar, in its newest or a given version
         * @description Until it is saved, `default` is the one that comes with the hub (version 0).
         */
        readonly get: operations["getCalendar"];
        /**
         * Save a calendar as a new version
         * @description Every fault is named at once. The same content makes no new version. A team, unit or contract is named
         *     by one calendar only.
         */
        readonly put: operations["putCalendar"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/calendars/{key}/versions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example support-tehran */
                readonly key: components["parameters"]["calendarKey"];
            };
            readonly cookie?: never;
        };
        /** Versions of a calendar, the newest first */
        readonly get: operations["listCalendarVersions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/calendars/{key}/years/{year}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example support-tehran */
                readonly key: components["parameters"]["calendarKey"];
                /**
                 * @description 1300 to 1599 are Jalali years, 1921 to 2200 Gregorian ones.
                 * @example 1405
                 */
                readonly year: number;
            };
            readonly cookie?: never;
        };
        /**
         * A year of a calendar, day by day
         * @description Which hours each day has and why: an exception, a public holiday, a period or the week. Lunar holidays
         *     whose month is not announced yet are marked as predicted; they may move by a day.
         */
        readonly get: operations["getCalendarYear"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/calendars/{key}/calculations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example support-tehran */
                readonly key: components["parameters"]["calendarKey"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Calculate in business time
         * @description Changes nothing. `add` moves by business time (`PT4H`, also backwards: `-PT1H`), `addDays` by working days,
         *     `to` asks how much business time lies between.
         */
        readonly post: operations["calculateBusinessTime"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/api-keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All keys, without their secrets */
        readonly get: operations["listApiKeys"];
        readonly put?: never;
        /**
         * Make a key
         * @description `key` is shown in this answer and never again; a replayed answer lacks it. A key can only be given
         *     scopes that its maker has.
         */
        readonly post: operations["createApiKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/roles": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All roles in their newest version */
        readonly get: operations["listRoles"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/roles/{key}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        /** One role, in its newest or a given version */
        readonly get: operations["getRole"];
        /**
         * Save a role as a new version
         * @description The same content makes no new version. It rules in every process within two seconds, for every key that has the role.
         *     Nobody gives or takes a scope that they do not have.
         */
        readonly put: operations["putRole"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/api-keys/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["schemas"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Revoke a key
         * @description Every process of the hub refuses it within two seconds.
         */
        readonly delete: operations["deleteApiKey"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/audit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who did what, newest first */
        readonly get: operations["listAudit"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly Person: components["schemas"]["person"];
        readonly Organisation: components["schemas"]["organisation"];
        readonly Terminal: components["schemas"]["terminal"];
        readonly Account: components["schemas"]["account"];
        readonly Service: components["schemas"]["service"];
        readonly Contract: components["schemas"]["contract"];
        readonly Equipment: components["schemas"]["equipment"];
        readonly Product: components["schemas"]["product"];
        readonly ServicePlan: components["schemas"]["service-plan"];
        readonly Specification: components["schemas"]["specification"];
        readonly Order: components["schemas"]["order"];
        readonly Payment: components["schemas"]["payment"];
        readonly Invoice: components["schemas"]["invoice"];
        readonly CustomerMessage: components["schemas"]["message"];
        readonly Address: components["schemas"]["address"];
        readonly BankAccount: components["schemas"]["bank-account"];
        readonly Reference: components["schemas"]["reference"];
        readonly Id: string;
        readonly LongId: string;
        /** @description Letters, digits, `_`, `.` and `-`; at most 100 characters. */
        readonly Name: string;
        /** @description kebab-case, at most 63 characters. */
        readonly ConnectionName: string;
        readonly UserName: string;
        /**
         * Format: date-time
         * @description RFC 3339, in UTC when the hub writes it.
         */
        readonly Instant: string;
        /** @description Why; kept in the audit. */
        readonly Reason: string;
        readonly Bilingual: {
            readonly en: string;
            readonly fa: string;
        };
        /** @description Variables by name; any JSON. */
        readonly Variables: {
            readonly [key: string]: unknown;
        };
        readonly AnyObject: {
            readonly [key: string]: unknown;
        };
        readonly Page: {
            readonly items: readonly unknown[];
            /** @description The cursor of the next page; null at the end. */
            readonly next: string | null;
        };
        readonly Problem: {
            readonly type: string;
            readonly title: string;
            readonly status: number;
            readonly detail: string;
            /** @description Stable text to act on. */
            readonly code: string;
            readonly errors: readonly {
                /** @description Which field, as `records/3/data/mobile`. */
                readonly path: string;
                readonly message: string;
                /** @description The element of a model. */
                readonly element?: string;
            }[];
            /** @description What to do about it. */
            readonly remedy: string;
            /** @description Tell us this when you ask. */
            readonly traceId: string;
        };
        readonly Health: {
            /** @constant */
            readonly status: "alive";
        };
        readonly Readiness: {
            /** @enum {unknown} */
            readonly status: "ready" | "notReady";
            readonly checks: readonly {
                readonly name: string;
                readonly ok: boolean;
                readonly message: string;
            }[];
        };
        readonly AdapterSummary: {
            readonly name: components["schemas"]["Name"];
            /** @description The family: `payment-gateways`, `messaging`, `db-views`, `web-services`, … */
            readonly kind: string;
            readonly title: components["schemas"]["Bilingual"];
            readonly summary: string;
        };
        readonly Adapter: {
            readonly name: components["schemas"]["Name"];
            readonly kind: string;
            readonly title: components["schemas"]["Bilingual"];
            readonly summary: string;
            /** @description A JSON Schema; secret fields carry `secret: true`. */
            readonly settings: {
                readonly [key: string]: unknown;
            };
            readonly settingsExample: {
                readonly [key: string]: unknown;
            };
            readonly operations: readonly components["schemas"]["Operation"][];
            readonly sources: readonly components["schemas"]["SourceDefinition"][];
        };
        readonly Operation: {
            readonly name: components["schemas"]["Name"];
            readonly title: components["schemas"]["Bilingual"];
            readonly summary: string;
            /**
             * @description What may happen around a crash: repeated freely, repeated with the same key, never repeated blindly.
             * @enum {unknown}
             */
            readonly effect: "read" | "idempotent" | "once";
            /** @description For `once`: the operation that tells what became of a call, or `ask-a-person`. */
            readonly inquire?: string;
            readonly timeoutMs: number;
            /** @description A JSON Schema. */
            readonly input: {
                readonly [key: string]: unknown;
            };
            /** @description A JSON Schema. */
            readonly output: {
                readonly [key: string]: unknown;
            };
            readonly example: {
                readonly input: unknown;
                readonly output: unknown;
            };
        };
        readonly SourceDefinition: {
            readonly name: components["schemas"]["Name"];
            /** @enum {unknown} */
            readonly kind: "poll" | "callback";
            readonly title: components["schemas"]["Bilingual"];
            readonly summary: string;
            /** @enum {unknown} */
            readonly emits: "sourceRecord" | "message";
            readonly everyMs?: number;
            readonly aliveWithinMs?: number;
            /** @enum {unknown} */
            readonly verifiedBy?: "signature" | "secret" | "address" | "askBack";
        };
        readonly ConnectionDraft: {
            readonly adapter: components["schemas"]["Name"];
            /** @description Fits the adapter's settings schema. */
            readonly settings: {
                readonly [key: string]: unknown;
            };
        };
        readonly NewConnection: {
            readonly name: components["schemas"]["ConnectionName"];
            readonly adapter: components["schemas"]["Name"];
            /** @description Fits the adapter's settings schema. */
            readonly settings: {
                readonly [key: string]: unknown;
            };
        };
        readonly Connection: {
            readonly name: components["schemas"]["ConnectionName"];
            readonly adapter: components["schemas"]["Name"];
            /** @description Secrets read `"***"`. */
            readonly settings: {
                readonly [key: string]: unknown;
            };
            readonly version: number;
            readonly createdAt: components["schemas"]["Instant"];
            readonly updatedAt: components["schemas"]["Instant"];
        };
        readonly ConnectionCheck: {
            readonly ok: boolean;
            readonly findings: readonly {
                /** @enum {unknown} */
                readonly aspect: "reachable" | "login" | "leastPrivilege";
                readonly ok: boolean;
                readonly message: string;
            }[];
        };
        readonly OperationCall: {
            /** @description Fits the operation's input schema. */
            readonly input: unknown;
            readonly idempotencyKey?: string;
            readonly purpose?: components["schemas"]["ConsentPurpose"];
        };
        readonly OperationResult: {
            readonly output: unknown;
        };
        readonly Source: {
            readonly name: components["schemas"]["Name"];
            /** @enum {unknown} */
            readonly kind: "poll" | "callback";
            /** @enum {unknown} */
            readonly state: "running" | "paused";
            readonly healthy: boolean;
            /** @description Where it will go on; opaque. */
            readonly cursor?: string;
            readonly lastSuccessAt?: components["schemas"]["Instant"];
            /** @description Milliseconds since the last success. */
            readonly lagMs?: number;
            readonly lastError?: string;
            /** @description Items stored so far. */
            readonly stored?: number;
            /** @description Items turned away so far. */
            readonly refused?: number;
        };
        readonly Rewind: {
            /** @description Where to begin; without it, where the settings say. */
            readonly cursor?: string;
            readonly reason: components["schemas"]["Reason"];
        };
        readonly PreviewRequest: {
            /** @description Where to begin; without it, where the settings say. */
            readonly cursor?: string;
            /** @default 20 */
            readonly limit: number;
        };
        readonly Preview: {
            readonly items: readonly components["schemas"]["PreviewItem"][];
            /** @description Behind the page that was read; opaque. */
            readonly cursor: string;
            /** @description Whether there is more than this. */
            readonly more: boolean;
        };
        readonly PreviewItem: {
            /** @enum {unknown} */
            readonly kind: "sourceRecord" | "message";
            readonly type?: string;
            readonly externalId?: string;
            readonly version?: string;
            readonly occurredAt?: string;
            /** @constant */
            readonly deleted?: true;
            readonly data?: {
                readonly [key: string]: unknown;
            };
            /** @description What would keep it from being stored. */
            readonly problem?: string;
            readonly name?: string;
            readonly correlationKey?: string;
            readonly variables?: {
                readonly [key: string]: unknown;
            };
        };
        readonly Description: {
            /** @description OpenAPI 3 or WSDL 1.1. */
            readonly document: string;
            /** @description What the document refers to by a relative name, by that name. */
            readonly documents?: {
                readonly [key: string]: string;
            };
            /** @description Address of the system, when the document says none or another one. */
            readonly address?: string;
            /** @description Which operations, as the document names them; all unless given. */
            readonly operations?: readonly string[];
        };
        readonly DescribedSettings: {
            readonly adapter: components["schemas"]["Name"];
            /** @description A draft; not stored. */
            readonly settings: {
                readonly [key: string]: unknown;
            };
            readonly skipped: readonly {
                readonly name: string;
                readonly reason: string;
            }[];
            /** @description What a person must fill in or decide. */
            readonly open: readonly string[];
        };
        /**
         * @description The schema of the data.
         * @enum {unknown}
         */
        readonly EntityType: "person" | "organisation" | "terminal" | "equipment" | "account" | "service" | "activity" | "consent" | "label" | "relation" | "contract" | "product" | "service-plan" | "payment" | "invoice" | "order" | "message";
        readonly SourceRecord: {
            readonly connection: components["schemas"]["ConnectionName"];
            readonly type: components["schemas"]["EntityType"];
            readonly externalId: components["schemas"]["Id"];
            /** @description In the source's own order; compared as a number when both are integers, else as text. */
            readonly version?: string;
            readonly occurredAt?: components["schemas"]["Instant"];
            /**
             * @description Fits the schema of its type: `Person`, `Organisation`, `Terminal`, `Equipment`, `Account`, `Service`,
             *     `Contract`, `Product`, `ServicePlan`, `Payment`, `Invoice`, `Order` or `CustomerMessage`.
             */
            readonly data: {
                readonly [key: string]: unknown;
            };
            /**
             * @description The source no longer has it.
             * @constant
             */
            readonly deleted?: true;
        };
        readonly Record: {
            readonly type: components["schemas"]["EntityType"];
            readonly id: string;
            readonly connection: components["schemas"]["ConnectionName"];
            /** @description Of the hub's own a number that grows; it is the `ETag`. */
            readonly version?: string;
            readonly data: components["schemas"]["AnyObject"];
            readonly at: components["schemas"]["Instant"];
            readonly receivedAt: components["schemas"]["Instant"];
            readonly profileId?: components["schemas"]["Id"];
        };
        /** @description By question: a text, a whole number, true or false, or a list of option keys. */
        readonly ConfigurationAnswers: {
            readonly [key: string]: (string | number | boolean) | readonly string[];
        };
        readonly ConfiguredItem: {
            readonly product: {
                /** @enum {unknown} */
                readonly type: "product" | "service-plan";
                readonly connection?: components["schemas"]["ConnectionName"];
                readonly externalId: string;
            };
            readonly title?: string;
            readonly unitPriceRial?: number;
            readonly quantity?: components["schemas"]["Feel"];
            readonly isSideItem?: boolean;
        };
        readonly Configuration: {
            readonly title: components["schemas"]["Bilingual"];
            readonly item: components["schemas"]["ConfiguredItem"];
            readonly event?: components["schemas"]["Name"];
            readonly questions: readonly {
                readonly key: string;
                readonly title: components["schemas"]["Bilingual"];
                /** @enum {unknown} */
                readonly kind: "choice" | "choices" | "number" | "yesNo" | "text";
                /** @default true */
                readonly required: boolean;
                readonly when?: components["schemas"]["Feel"];
                readonly min?: number;
                readonly max?: number;
                readonly item?: components["schemas"]["ConfiguredItem"];
                readonly options?: readonly {
                    readonly key: string;
                    readonly title: components["schemas"]["Bilingual"];
                    readonly when?: components["schemas"]["Feel"];
                    readonly because?: components["schemas"]["Bilingual"];
                    readonly item?: components["schemas"]["ConfiguredItem"];
                }[];
            }[];
            readonly constraints?: readonly {
                readonly must: components["schemas"]["Feel"];
                readonly because: components["schemas"]["Bilingual"];
            }[];
        };
        readonly ConfigurationVersion: {
            readonly key: components["schemas"]["Name"];
            readonly version: number;
            readonly definition: components["schemas"]["Configuration"];
            readonly createdAt: components["schemas"]["Instant"];
            readonly createdBy: string;
        };
        readonly AskedQuestion: {
            readonly key: string;
            readonly title: components["schemas"]["Bilingual"];
            /** @enum {unknown} */
            readonly kind: "choice" | "choices" | "number" | "yesNo" | "text";
            readonly required?: boolean;
            readonly answered?: boolean;
            readonly min?: number;
            readonly max?: number;
            readonly options?: readonly {
                readonly key: string;
                readonly title: components["schemas"]["Bilingual"];
                readonly blocked: boolean;
                readonly because?: components["schemas"]["Bilingual"];
            }[];
        };
        readonly Conversation: {
            readonly configuration: string;
            readonly answers: components["schemas"]["AnyObject"];
            /** @description Answers whose question is not asked. */
            readonly dropped: readonly string[];
            readonly problems: readonly {
                readonly path: string;
                readonly message: string;
            }[];
            readonly next?: components["schemas"]["AskedQuestion"];
            readonly questions: readonly components["schemas"]["AskedQuestion"][];
            readonly lines: readonly components["schemas"]["AnyObject"][];
            readonly totals: components["schemas"]["AnyObject"];
            readonly rejected?: components["schemas"]["AnyObject"];
            readonly complete: boolean;
        };
        readonly SourceRecords: {
            readonly records: readonly components["schemas"]["SourceRecord"][];
        };
        readonly SourceRecordResults: {
            readonly results: readonly {
                /** @enum {unknown} */
                readonly result: "created" | "updated" | "unchanged" | "refused";
                readonly profileId?: components["schemas"]["Id"];
                /** @description Why it was refused. */
                readonly reason?: string;
            }[];
        };
        readonly NewMessage: {
            readonly name: string;
            readonly correlationKey?: string;
            readonly id?: components["schemas"]["Id"];
            readonly variables?: components["schemas"]["Variables"];
            /** @description How long it waits for a receiver; a day if not said. */
            readonly ttlSeconds?: number;
        };
        readonly NewSignal: {
            readonly name: string;
            /** @description Told again it moves nothing twice */
            readonly id?: string;
            /** @description What those who hear it get */
            readonly variables?: Record<string, never>;
        };
        readonly ToldSignal: {
            readonly signalId: string;
            /** @description Those that were moved and those that were started */
            readonly runs: readonly string[];
        };
        readonly PublishedMessage: {
            readonly messageId: components["schemas"]["Id"];
            readonly duplicate: boolean;
            /** @description Runs that took it by now. */
            readonly runs: readonly components["schemas"]["Id"][];
        };
        /** @enum {string} */
        readonly ProfileKind: "person" | "organisation" | "asset";
        readonly Profile: {
            readonly id: components["schemas"]["Id"];
            readonly kind: components["schemas"]["ProfileKind"];
            readonly version: number;
            readonly state: string;
            /** @description By name, as in the schema of its kind; with `provenance`, each with `value`, `from` and `alternatives`. */
            readonly attributes: {
                readonly [key: string]: unknown;
            };
            readonly identifiers: readonly Record<string, never>[];
            /** @description Of a customer, at most 500. Each with the headline of its type and what it is tied to. */
            readonly assets: readonly ({
                readonly id: components["schemas"]["Id"];
                readonly type: components["schemas"]["EntityType"];
                readonly relations: readonly components["schemas"]["ProfileRelation"][];
            } & {
                readonly [key: string]: unknown;
            })[];
            readonly relations: readonly components["schemas"]["ProfileRelation"][];
            readonly card?: components["schemas"]["CustomerCard"];
            readonly createdAt?: components["schemas"]["Instant"];
            readonly updatedAt?: components["schemas"]["Instant"];
        };
        /**
         * @description What should stand on the screen when the customer calls. `lifecycle` (prospect or customer, and why), `kyc` (with
         *     level, reason and whether it may be relied upon), `debt`, the `latest` proforma, invoice, payment, visit and call with
         *     its note, `planned` contacts, open cases, running flows with their stage and the suggested next step.
         */
        readonly CustomerCard: {
            readonly lifecycle?: Record<string, never>;
            readonly kyc?: Record<string, never>;
            readonly debt?: Record<string, never>;
            readonly latest: {
                readonly [key: string]: components["schemas"]["TimelineItem"];
            };
            readonly planned: readonly components["schemas"]["TimelineItem"][];
            readonly openCases: readonly Record<string, never>[];
            readonly consents: readonly components["schemas"]["Consent"][];
            readonly segments: readonly string[];
            readonly tags: readonly string[];
            readonly relationships: readonly components["schemas"]["Relationship"][];
            readonly flows: readonly components["schemas"]["RunStage"][];
            readonly builtAt: components["schemas"]["Instant"];
        } & {
            readonly [key: string]: unknown;
        };
        readonly RunStage: {
            readonly run: components["schemas"]["Id"];
            readonly flow: string;
            readonly flowName: string;
            readonly version: number;
            readonly businessKey: string;
            readonly state: string;
            readonly startedAt: components["schemas"]["Instant"];
            /** @description Where it stands. */
            readonly stages: readonly Record<string, never>[];
            /** @description What may come next, the likeliest first. */
            readonly next: readonly Record<string, never>[];
            /** @description The name of the next step. */
            readonly suggested?: string;
        };
        readonly Relationship: {
            readonly id: components["schemas"]["Id"];
            /**
             * @description `employs`, `employedBy`, `represents`, `representedBy`, `owns`, `ownedBy`, `uses`, `usedBy`,
             *     `memberOfHousehold`, `householdOf`, `agentOf`, `hasAgent`.
             */
            readonly kind: string;
            /** @description The other end; absent while nothing is known under what the record names. */
            readonly profile?: {
                readonly id: components["schemas"]["Id"];
                readonly kind: components["schemas"]["ProfileKind"];
                readonly type: string;
                readonly name?: string;
            };
            readonly role?: string;
            readonly sharePercent?: number;
            /** Format: date */
            readonly validFromOn?: string;
            /**
             * Format: date
             * @description The last day on which it holds.
             */
            readonly validUntilOn?: string;
            readonly note?: string;
            readonly from: {
                readonly connection: string;
                readonly externalId: string;
                readonly at: string;
            };
        };
        readonly NewRelationship: {
            /** @enum {string} */
            readonly kind: "employs" | "represents" | "owns" | "uses" | "memberOfHousehold" | "agentOf";
            readonly to: components["schemas"]["Id"];
            readonly role?: string;
            readonly sharePercent?: number;
            /** Format: date */
            readonly validFromOn?: string;
            /** Format: date */
            readonly validUntilOn?: string;
            readonly note?: string;
        };
        readonly Consent: {
            readonly id: components["schemas"]["Id"];
            readonly purpose: string;
            readonly channel: string;
            /** @enum {string} */
            readonly state: "given" | "withdrawn";
            readonly at: components["schemas"]["Instant"];
            /** Format: date */
            readonly validUntilOn?: string;
            readonly source?: string;
            readonly proof?: string;
            readonly takenBy?: string;
            readonly connection: string;
        };
        /** @description `marketing`, `survey` …; `any` for all. */
        readonly ConsentPurpose: string;
        /** @enum {string} */
        readonly ConsentChannel: "any" | "sms" | "email" | "phone" | "fax" | "post" | "app";
        readonly NewConsent: {
            readonly purpose: components["schemas"]["ConsentPurpose"];
            readonly channel?: components["schemas"]["ConsentChannel"];
            /** @enum {string} */
            readonly state: "given" | "withdrawn";
            readonly statedAt?: components["schemas"]["Instant"];
            /** Format: date */
            readonly validUntilOn?: string;
            readonly source?: string;
            readonly proof?: string;
        };
        readonly ConsentQuestion: {
            readonly profile?: components["schemas"]["Id"];
            readonly recipient?: string;
            readonly purpose: components["schemas"]["ConsentPurpose"];
            readonly channel?: components["schemas"]["ConsentChannel"];
        } & (unknown | unknown);
        readonly ConsentVerdict: {
            readonly isAllowed: boolean;
            /** @enum {string} */
            readonly reason: "given" | "withdrawn" | "expired" | "nothingSaid";
            readonly statement?: components["schemas"]["Consent"];
        };
        readonly NewSegment: {
            readonly title: {
                readonly en: string;
                readonly fa: string;
            };
            readonly description?: string;
            readonly kinds?: readonly components["schemas"]["ProfileKind"][];
            /** @description FEEL. */
            readonly when?: string;
        };
        readonly Segment: {
            readonly key: string;
            readonly version: number;
            readonly title: Record<string, never>;
            readonly description?: string;
            readonly kinds?: readonly string[];
            readonly when?: string;
            /** @description How many profiles are in it. */
            readonly members?: number;
            /** @description The background operation that looks at all profiles. */
            readonly operation?: string;
            readonly createdAt: components["schemas"]["Instant"];
            readonly createdBy: string;
        };
        /**
         * @description `ownedBy`, or what a field of an asset says: `underContract`, `servesService`, `isProduct`, `partOf`, `covers`,
         *     `requires`, `goesWith`, `replaces`, `upgradesTo`, `sla`, `ola`. With the profile's headline; `key` in place of `id` for a
         *     policy, or where nothing is known under that key (yet).
         */
        readonly ProfileRelation: {
            readonly kind: string;
            readonly id?: components["schemas"]["Id"];
            readonly type?: string;
            readonly key?: string;
        } & {
            readonly [key: string]: unknown;
        };
        readonly MergedProfile: {
            readonly id: components["schemas"]["Id"];
            readonly mergedInto: components["schemas"]["Id"];
        };
        readonly ProfileSource: Record<string, never>;
        readonly ProfileHistoryEntry: Record<string, never>;
        readonly TimelineItem: Record<string, never>;
        readonly ProfileExplanation: Record<string, never>;
        readonly Change: Record<string, never>;
        readonly NewPin: {
            /** @description As the schema of the type says for the attribute. */
            readonly value: unknown;
            readonly reason?: components["schemas"]["Reason"];
        };
        readonly ProfilePins: {
            readonly items: readonly {
                readonly attribute: string;
                readonly value: unknown;
                readonly by: string;
                readonly at: components["schemas"]["Instant"];
                readonly reason?: string;
            }[];
        };
        readonly ProfileExport: {
            readonly exportedAt: components["schemas"]["Instant"];
            readonly profile: Record<string, never>;
            readonly mergedIds: readonly components["schemas"]["Id"][];
            readonly pins: readonly Record<string, never>[];
            readonly records: readonly Record<string, never>[];
            readonly formerStates: readonly Record<string, never>[];
            readonly changes: readonly Record<string, never>[];
            readonly decisions: readonly Record<string, never>[];
            readonly possibleDuplicates: readonly Record<string, never>[];
            readonly assets: readonly Record<string, never>[];
            readonly timeline: readonly Record<string, never>[];
            /** @description What else the hub holds about it, by collection and document. */
            readonly mentions: readonly {
                readonly place: string;
                readonly id: string;
                readonly parts: readonly {
                    readonly path: string;
                    readonly value: unknown;
                }[];
            }[];
        };
        readonly NewImport: {
            readonly name: string;
            readonly connection: string;
            readonly type: string;
            /** @description `externalId` unless told. */
            readonly idColumn?: string;
            /** @description Field by column. */
            readonly columns?: {
                readonly [key: string]: string | null;
            };
        };
        readonly Import: {
            readonly id: components["schemas"]["Id"];
            readonly name: string;
            /** @enum {string} */
            readonly format: "csv" | "jsonl" | "xlsx";
            readonly connection: string;
            readonly type: string;
            readonly idColumn: string;
            readonly columns: {
                readonly [key: string]: string | null;
            };
            readonly by: string;
            readonly at: components["schemas"]["Instant"];
            /** @description Absent before the file is here and once it is taken in. */
            readonly sizeBytes?: number;
            readonly operation?: string;
            readonly isTrial?: boolean;
        };
        /** @enum {string} */
        readonly ImportOutcome: "created" | "updated" | "unchanged" | "merged" | "refused";
        readonly ImportRow: {
            /** @description As a spreadsheet counts. */
            readonly row: number;
            readonly outcome: components["schemas"]["ImportOutcome"];
            readonly reason?: string;
            readonly profileId?: string;
        };
        readonly ErasureRequest: {
            readonly reason: components["schemas"]["Reason"];
        };
        readonly Erasure: {
            readonly id: components["schemas"]["Id"];
            /** @description The background operation that does it. */
            readonly operation: string;
            /** @enum {string} */
            readonly state: "running" | "completed";
            /** @description The ids that are gone; the first was the living one. */
            readonly profiles: readonly components["schemas"]["Id"][];
            readonly kind: components["schemas"]["ProfileKind"];
            readonly by: string;
            readonly reason?: string;
            readonly at: components["schemas"]["Instant"];
            readonly completedAt?: components["schemas"]["Instant"];
            readonly places: {
                readonly [key: string]: {
                    readonly removed: number;
                    readonly masked: number;
                    /** @description What the last look still found. */
                    readonly remaining: number;
                };
            };
            readonly tombstones: number;
            /** @description Records that came again and were refused. */
            readonly noticed: number;
            readonly lastNoticedAt?: components["schemas"]["Instant"];
            /** @description Connections. */
            readonly noticedFrom?: readonly string[];
            readonly liftedAt?: components["schemas"]["Instant"];
            readonly liftedBy?: string;
        };
        readonly ProfileMerge: {
            readonly with: components["schemas"]["Id"];
            readonly reason: components["schemas"]["Reason"];
        };
        readonly ProfileSplit: {
            readonly sourceRecordIds: readonly components["schemas"]["Id"][];
            readonly reason: components["schemas"]["Reason"];
        };
        readonly Undoing: {
            readonly reason?: components["schemas"]["Reason"];
        };
        readonly MatchDecided: {
            readonly decision: components["schemas"]["Id"];
            /** @description Where the records are now. */
            readonly profiles: readonly components["schemas"]["Id"][];
        };
        readonly MatchComparison: {
            readonly comparison: string;
            /** @description `exact`, `swapped`, …; `shared` when too many use the value. */
            readonly level: string;
            /** @description What it adds to the log2 odds. */
            readonly bits: number;
        };
        readonly MatchedRecord: {
            readonly id: string;
            readonly connection: string;
            readonly externalId: string;
        };
        readonly MatchExplanation: {
            readonly profiles: readonly string[];
            /** @enum {string} */
            readonly verdict: "same" | "different" | "possible";
            /** @description The deciding one first. */
            readonly reasons: readonly ("decision" | "identifiersConflict" | "sharedKey" | "score" | "scoreTooLow" | "nothingInCommon")[];
            readonly sharedKeys: readonly string[];
            readonly conflicts: readonly string[];
            readonly decisions: readonly string[];
            readonly pair?: components["schemas"]["MatchedPair"];
        };
        readonly MatchedPair: {
            readonly records: readonly components["schemas"]["MatchedRecord"][];
            readonly model: string;
            /** @description Log2 odds before anything was compared. */
            readonly priorBits: number;
            readonly comparisons: readonly components["schemas"]["MatchComparison"][];
            /** @description What the possibility of two relatives takes away. */
            readonly kinBits: number;
            readonly probability: number;
        };
        readonly MatchReview: {
            readonly id: string;
            readonly profiles: readonly string[];
            readonly records: readonly components["schemas"]["MatchedRecord"][];
            readonly probability: number;
            readonly reason: components["schemas"]["MatchReviewReason"];
            /** @description The order of the queue. */
            readonly gain: number;
            /** Format: date-time */
            readonly since: string;
        };
        /** @enum {string} */
        readonly MatchReviewReason: "possible" | "twoGoldenRecords" | "ambiguous" | "weakBridge" | "conflict";
        readonly MatchVerdict: {
            /** @enum {string} */
            readonly decision: "same" | "different";
            readonly reason?: string;
        };
        readonly MatchDecision: {
            readonly id: components["schemas"]["Id"];
            /** @enum {string} */
            readonly verdict: "same" | "different";
            readonly records: readonly components["schemas"]["Id"][];
            readonly others: readonly components["schemas"]["Id"][];
            readonly profiles: readonly components["schemas"]["Id"][];
            readonly by: string;
            readonly at: components["schemas"]["Instant"];
            readonly reason?: string;
            readonly undoneAt?: components["schemas"]["Instant"];
            readonly undoneBy?: string;
        };
        readonly ConnectionsInOrder: readonly components["schemas"]["Name"][];
        readonly SurvivorshipRule: {
            /** @description What decides between two valid values, in this order. A value that fails its check has lost before. */
            readonly criteria?: readonly ("verified" | "priority" | "newest" | "oldest" | "mostFrequent" | "mostComplete")[];
            readonly priority?: components["schemas"]["ConnectionsInOrder"];
            readonly distrusted?: components["schemas"]["ConnectionsInOrder"];
        };
        /** @description What an attribute's own rule leaves out is as said here; what is left out here is by verification, priority and recency. */
        readonly SurvivorshipPolicy: {
            readonly criteria?: components["schemas"]["SurvivorshipRule"]["criteria"];
            readonly priority?: components["schemas"]["ConnectionsInOrder"];
            readonly distrusted?: components["schemas"]["ConnectionsInOrder"];
            /** @description Connections that verify what they say. */
            readonly verifying?: components["schemas"]["ConnectionsInOrder"];
            readonly attributes?: {
                readonly [key: string]: components["schemas"]["SurvivorshipRule"];
            };
            /** @description By type of record, then by attribute; comes before `attributes`. */
            readonly types?: {
                readonly [key: string]: {
                    readonly [key: string]: components["schemas"]["SurvivorshipRule"];
                };
            };
        };
        readonly SurvivorshipPolicyChange: {
            readonly policy: components["schemas"]["SurvivorshipPolicy"];
            readonly reason: components["schemas"]["Reason"];
        };
        readonly SurvivorshipPolicyVersion: {
            readonly version: number;
            readonly policy: components["schemas"]["SurvivorshipPolicy"];
            readonly by: string;
            readonly at: components["schemas"]["Instant"];
            readonly reason?: string;
            /** @description The background operation that brings it to all profiles. */
            readonly operation: string;
        };
        /** @enum {string} */
        readonly BackgroundState: "running" | "paused" | "completed" | "failed" | "cancelled";
        readonly BackgroundOperation: {
            readonly id: components["schemas"]["Id"];
            readonly kind: string;
            readonly state: components["schemas"]["BackgroundState"];
            readonly done: number;
            readonly total?: number;
            readonly counts: {
                readonly [key: string]: number;
            };
            readonly failure?: string;
            readonly by: string;
            readonly createdAt: components["schemas"]["Instant"];
            readonly updatedAt: components["schemas"]["Instant"];
        };
        readonly Flow: {
            readonly key: string;
            readonly version: number;
            readonly name?: string;
            readonly documentation?: string;
            /** @description What bindings by version tag find it by. */
            readonly versionTag?: string;
            readonly deployedAt: components["schemas"]["Instant"];
            /** @description The deployment that made this version. */
            readonly deployment: string;
            readonly contentHash: string;
        };
        readonly DeployedForm: {
            readonly id: string;
            readonly version: number;
            readonly versionTag?: string;
            readonly deployedAt: components["schemas"]["Instant"];
            readonly deployment: string;
            readonly contentHash: string;
            readonly schema: components["schemas"]["Form"];
        };
        readonly FormPage: {
            readonly items?: readonly components["schemas"]["DeployedForm"][];
        } & components["schemas"]["Page"];
        readonly WorkItemForm: {
            readonly formId?: string;
            readonly version?: number;
            readonly formKey?: string;
            readonly schema?: components["schemas"]["Form"];
        };
        readonly Deployment: {
            readonly deployed: readonly {
                /** @enum {string} */
                readonly kind: "flow" | "form" | "ruleSet";
                readonly key: string;
                readonly version: number;
                readonly unchanged: boolean;
                readonly versionTag?: string;
            }[];
            /** @description Its id; absent when nothing was deployed (`validateOnly`). */
            readonly deployment?: string;
            /** @description What makes the models hard to read, at most 500; it stops nothing. */
            readonly warnings: readonly {
                /** @description The name of the file. */
                readonly resource: string;
                readonly element: string;
                readonly message: string;
            }[];
        };
        readonly NewRun: {
            readonly variables?: components["schemas"]["Variables"];
            readonly businessKey?: string;
            /** @description The newest if not said. */
            readonly version?: number;
            readonly id?: string;
            readonly waitMs?: number;
        };
        /** @enum {string} */
        readonly RunState: "running" | "completed" | "terminated" | "cancelled" | "incident" | "paused";
        readonly Run: {
            readonly id: components["schemas"]["Id"];
            readonly flow: string;
            readonly version: number;
            readonly businessKey?: string;
            readonly state: components["schemas"]["RunState"];
            /** @description Variables of the root scope. In lists, a large value is `{ "$payload": { hash, size } }`. */
            readonly variables: {
                readonly [key: string]: unknown;
            };
            /** @description Where it stands. */
            readonly elements: readonly {
                readonly instance: string;
                readonly element: string;
                /** @description The standard's name of the element type. */
                readonly type: string;
                /** @description The instance that encloses it; `root` is the process. */
                readonly scope: string;
                /** @description Its own ones. */
                readonly variables: {
                    readonly [key: string]: unknown;
                };
                readonly waitsFor: string;
                readonly incident?: {
                    readonly code: string;
                    readonly message: string;
                    readonly at: components["schemas"]["Instant"];
                };
            }[];
            readonly startedAt: components["schemas"]["Instant"];
            readonly endedAt?: components["schemas"]["Instant"];
            readonly parent?: components["schemas"]["Id"];
            /** @description Grows with every checkpoint; the `ETag`. */
            readonly seq: number;
        };
        readonly RunHistoryEntry: {
            readonly seq: number;
            readonly at: components["schemas"]["Instant"];
            readonly element: string;
            readonly elementType: string;
            readonly event: string;
        } & {
            readonly [key: string]: unknown;
        };
        readonly RunExplanation: {
            readonly waits: readonly components["schemas"]["RunWait"][];
        };
        readonly RunWait: {
            readonly instance: string;
            readonly element: string;
            /** @enum {string} */
            readonly kind: "job" | "externalJob" | "listener" | "retry" | "decision" | "call" | "person" | "message" | "signal" | "condition" | "timer" | "broadcast" | "escalation" | "incident" | "adHoc";
            /** @description What is waited for beside the element's own work, on its boundary, in its scope or behind its gateway. */
            readonly event?: string;
            readonly since?: components["schemas"]["Instant"];
            readonly waitsFor: string;
            readonly people?: {
                readonly assignee?: string;
                readonly candidateGroups: readonly string[];
                readonly candidateUsers: readonly string[];
            };
            /** @description The called run, and what that waits for in its turn, ten calls deep at most. */
            readonly called?: {
                readonly run: components["schemas"]["LongId"];
                readonly flow: string;
                readonly state: string;
                readonly waits: readonly components["schemas"]["RunWait"][];
            };
            readonly because: readonly string[];
            readonly nextAttemptAt?: components["schemas"]["Instant"];
            readonly actions: readonly {
                readonly action: string;
                readonly scope: string;
                readonly operation: {
                    /** @description The `operationId`. */
                    readonly id: string;
                    /** @enum {string} */
                    readonly method: "POST" | "PATCH";
                    readonly path: string;
                };
            }[];
        };
        readonly Intervention: {
            readonly reason: components["schemas"]["Reason"];
        };
        readonly RunRetry: {
            readonly reason: components["schemas"]["Reason"];
            readonly instance?: components["schemas"]["Id"];
            readonly element?: components["schemas"]["Id"];
            readonly variables?: components["schemas"]["Variables"];
        };
        readonly RunRestart: {
            readonly element: components["schemas"]["Id"];
            readonly scope?: components["schemas"]["Id"];
            readonly variables?: components["schemas"]["Variables"];
            readonly end?: readonly components["schemas"]["Id"][];
            readonly version?: number;
            readonly reason: components["schemas"]["Reason"];
        };
        /** @description Name one instance, or an element for all its instances. */
        readonly ElementSkip: {
            readonly instance?: components["schemas"]["Id"];
            readonly element?: components["schemas"]["Id"];
            readonly flow?: components["schemas"]["Id"];
            readonly reason: components["schemas"]["Reason"];
        };
        /** @description Name one instance, or an element for all its instances. */
        readonly ElementResult: {
            readonly instance?: components["schemas"]["Id"];
            readonly element?: components["schemas"]["Id"];
            readonly variables: components["schemas"]["Variables"];
            readonly reason: components["schemas"]["Reason"];
        };
        readonly RunMigration: {
            readonly version: number;
            /** @description New element ids by old ones. */
            readonly elements?: {
                readonly [key: string]: string;
            };
            readonly reason: components["schemas"]["Reason"];
        };
        readonly MigrationCheck: {
            readonly possible: boolean;
            readonly problems: readonly {
                readonly path: string;
                readonly message: string;
            }[];
        };
        readonly VariablesChange: {
            readonly variables: components["schemas"]["Variables"];
            readonly instance?: components["schemas"]["Id"];
            readonly local?: boolean;
            readonly reason: components["schemas"]["Reason"];
        };
        readonly RunFilter: {
            readonly ids?: readonly components["schemas"]["Id"][];
            readonly flow?: components["schemas"]["Name"];
            readonly version?: number;
            readonly state?: components["schemas"]["RunState"];
            readonly businessKey?: components["schemas"]["Id"];
            readonly element?: components["schemas"]["Id"];
            readonly incident?: components["schemas"]["Id"];
            readonly parent?: components["schemas"]["Id"];
            readonly correlationId?: components["schemas"]["Id"];
            readonly startedAfter?: components["schemas"]["Instant"];
            readonly startedBefore?: components["schemas"]["Instant"];
            readonly endedBefore?: components["schemas"]["Instant"];
        };
        /** @enum {string} */
        readonly RepairName: "retry" | "restart" | "skip" | "complete" | "pause" | "resume" | "cancel" | "migrate" | "setVariables";
        readonly NewRunAction: {
            readonly action: components["schemas"]["RepairName"];
            readonly filter: components["schemas"]["RunFilter"];
            readonly with?: {
                readonly element?: components["schemas"]["Id"];
                readonly variables?: components["schemas"]["Variables"];
                readonly version?: number;
                readonly flow?: components["schemas"]["Id"];
                readonly elements?: {
                    readonly [key: string]: string;
                };
            };
            readonly reason: components["schemas"]["Reason"];
        } & (unknown & unknown & unknown & unknown);
        readonly RunAction: {
            readonly id: components["schemas"]["Id"];
            readonly action: components["schemas"]["RepairName"];
            readonly filter: {
                readonly [key: string]: unknown;
            };
            /** @enum {string} */
            readonly state: "running" | "completed" | "cancelled";
            /** @description Runs that the filter found in the beginning. */
            readonly total: number;
            readonly done: number;
            readonly failed: number;
            readonly by: string;
            readonly reason: string;
            readonly startedAt: components["schemas"]["Instant"];
            readonly endedAt?: components["schemas"]["Instant"];
        };
        readonly JobActivation: {
            readonly type: string;
            readonly worker: components["schemas"]["UserName"];
            /** @default 1 */
            readonly maxJobs: number;
            /** @default 300000 */
            readonly lockMs: number;
            /** @default 0 */
            readonly waitMs: number;
            /** @description Only these variables; all that the element sees if not said. */
            readonly fetchVariables?: readonly string[];
        };
        readonly Job: {
            readonly id: components["schemas"]["LongId"];
            readonly type: string;
            readonly run: components["schemas"]["Id"];
            readonly flow: string;
            readonly version: number;
            readonly businessKey?: string;
            readonly element: string;
            readonly instance: string;
            readonly headers: {
                readonly [key: string]: string;
            };
            readonly variables: {
                readonly [key: string]: unknown;
            };
            readonly attempt: number;
            /** @description Attempts that are left, counting this one. */
            readonly retries: number;
            /**
             * @description The moment, when it is the job of a listener and not the element's own work.
             * @enum {string}
             */
            readonly listener?: "start" | "end" | "creating" | "assigning" | "updating" | "completing" | "canceling";
            readonly worker: string;
            /** @description Goes back with every answer. */
            readonly lockToken: string;
            readonly lockedUntil: components["schemas"]["Instant"];
        };
        readonly LockToken: string;
        readonly JobCompletion: {
            readonly lockToken: components["schemas"]["LockToken"];
            readonly variables?: components["schemas"]["Variables"];
            /** @description Answers of task listeners only. */
            readonly result?: {
                /**
                 * @description What was to be done to the task is not done.
                 * @default false
                 */
                readonly denied: boolean;
                readonly deniedReason?: string;
                /** @description What the task shall be instead. */
                readonly corrections?: {
                    readonly assignee?: string | null;
                    readonly candidateGroups?: readonly components["schemas"]["UserName"][];
                    readonly candidateUsers?: readonly components["schemas"]["UserName"][];
                    /** Format: date-time */
                    readonly dueAt?: string | null;
                    /** Format: date-time */
                    readonly followUpAt?: string | null;
                    readonly priority?: number;
                };
            };
        };
        readonly JobFailure: {
            readonly lockToken: components["schemas"]["LockToken"];
            readonly message: string;
            /** @description Attempts left; one less if not said. */
            readonly retries?: number;
            /** @default 0 */
            readonly backoffMs: number;
            readonly variables?: components["schemas"]["Variables"];
        };
        readonly JobError: {
            readonly lockToken: components["schemas"]["LockToken"];
            readonly errorCode: string;
            readonly message?: string;
            readonly variables?: components["schemas"]["Variables"];
        };
        readonly JobLockExtension: {
            readonly lockToken: components["schemas"]["LockToken"];
            readonly lockMs: number;
        };
        readonly Attempt: {
            readonly id: components["schemas"]["LongId"];
            readonly connection: string;
            readonly operation: string;
            readonly key: string;
            readonly state: string;
            readonly startedAt: components["schemas"]["Instant"];
            readonly message?: string;
        };
        readonly Settlement: {
            /** @enum {string} */
            readonly outcome: "done" | "notDone";
            /** @description For `done`: what the operation would have answered; fits its output schema. */
            readonly output?: unknown;
            readonly reason: components["schemas"]["Reason"];
        };
        readonly WorkItem: {
            readonly id: components["schemas"]["LongId"];
            readonly run: components["schemas"]["Id"];
            readonly flow: string;
            readonly element: string;
            readonly name?: string;
            readonly assignee?: string;
            readonly candidateGroups: readonly string[];
            readonly candidateUsers: readonly string[];
            readonly dueAt?: components["schemas"]["Instant"];
            readonly followUpAt?: components["schemas"]["Instant"];
            readonly priority: number;
            readonly formId?: string;
            readonly formKey?: string;
            readonly createdAt: components["schemas"]["Instant"];
            readonly businessKey?: string;
            /** @description Of its run; the `ETag`. */
            readonly seq: number;
        };
        readonly AdHocActivation: {
            readonly elements: readonly {
                readonly element: components["schemas"]["Id"];
                readonly variables?: components["schemas"]["Variables"];
            }[];
            readonly instance?: components["schemas"]["LongId"];
            readonly element?: components["schemas"]["Id"];
            /**
             * @description What is under way in it ends first.
             * @default false
             */
            readonly cancelRemaining: boolean;
            readonly reason?: string;
        };
        readonly WorkItemChange: {
            readonly candidateGroups?: readonly components["schemas"]["UserName"][];
            readonly candidateUsers?: readonly components["schemas"]["UserName"][];
            /** Format: date-time */
            readonly dueAt?: string | null;
            /** Format: date-time */
            readonly followUpAt?: string | null;
            readonly priority?: number;
        };
        readonly WorkItemComment: {
            readonly id: components["schemas"]["Id"];
            readonly by: string;
            readonly text: string;
            readonly at: components["schemas"]["Instant"];
        };
        readonly Assignment: {
            readonly assignee: components["schemas"]["UserName"];
        };
        readonly WorkItemResult: {
            readonly variables?: components["schemas"]["Variables"];
            /** @description Becomes the variable `outcome`. */
            readonly outcome?: string;
        };
        readonly SlaAction: {
            /** @constant */
            readonly kind: "notify";
            /** @description Names, or `assignee`, `lead`, `head`, `watchers`, `requester`. */
            readonly to: readonly components["schemas"]["UserName"][];
            /** @enum {string} */
            readonly channel: "screen" | "sms" | "email";
            readonly template: components["schemas"]["Name"];
        } | {
            /** @constant */
            readonly kind: "refer";
            readonly team?: components["schemas"]["Name"];
            readonly person?: components["schemas"]["UserName"];
            /** @enum {string} */
            readonly to?: "lead" | "head";
        } | {
            /** @constant */
            readonly kind: "setPriority";
            readonly priority: components["schemas"]["Name"];
        } | {
            /** @constant */
            readonly kind: "startFlow";
            readonly flow: components["schemas"]["Name"];
        } | {
            /** @constant */
            readonly kind: "raise";
            readonly message: components["schemas"]["Name"];
        };
        readonly SlaTarget: {
            readonly name: components["schemas"]["Name"];
            readonly title: components["schemas"]["Bilingual"];
            readonly within?: components["schemas"]["IsoDuration"];
            readonly workingDays?: number;
            readonly deadline?: components["schemas"]["Feel"];
            readonly calendar?: components["schemas"]["Name"];
            readonly stage?: components["schemas"]["Name"];
            readonly successWhen?: components["schemas"]["Feel"];
            readonly warnings?: readonly {
                readonly name: components["schemas"]["Name"];
                readonly share?: number;
                readonly before?: components["schemas"]["IsoDuration"];
                readonly do?: readonly components["schemas"]["SlaAction"][];
            }[];
            readonly breach?: {
                readonly do: readonly components["schemas"]["SlaAction"][];
            };
            readonly escalations?: readonly {
                readonly level: number;
                readonly after: components["schemas"]["IsoDuration"];
                /** @enum {string} */
                readonly kind: "hierarchical" | "functional";
                readonly do: readonly components["schemas"]["SlaAction"][];
            }[];
        };
        readonly SlaPolicy: {
            readonly title: components["schemas"]["Bilingual"];
            readonly summary?: string;
            /** @enum {string} */
            readonly agreement: "sla" | "ola" | "underpinning";
            /**
             * @description Of flows: each work item, or the run itself; a `stage` is then an element that the run is at.
             * @enum {string}
             */
            readonly subject: "case" | "workItem" | "run";
            readonly appliesWhen?: components["schemas"]["Feel"];
            readonly pauseWhen?: components["schemas"]["Feel"];
            readonly links?: {
                readonly contract?: readonly string[];
                readonly equipment?: readonly string[];
                readonly product?: readonly string[];
                readonly service?: readonly string[];
                readonly unit?: readonly string[];
                readonly team?: readonly string[];
                readonly customer?: readonly string[];
            };
            readonly priority?: number;
            /** @description A business calendar; `always`: around the clock; `own`: that of contract, team or unit. */
            readonly calendar: string;
            readonly hours?: components["schemas"]["Name"];
            readonly targets: readonly components["schemas"]["SlaTarget"][];
            readonly serves?: readonly components["schemas"]["Name"][];
            /** @enum {string} */
            readonly missedFires?: "all" | "last" | "none";
            readonly validFrom?: components["schemas"]["Instant"];
            readonly validUntil?: components["schemas"]["Instant"];
        };
        readonly SlaPolicyVersion: {
            readonly key: components["schemas"]["Name"];
            readonly version: number;
            readonly definition: components["schemas"]["SlaPolicy"];
            readonly createdAt: components["schemas"]["Instant"];
            readonly createdBy: string;
        };
        /** @enum {string} */
        readonly SlaClockState: "running" | "paused" | "breached" | "met" | "missed" | "excused" | "cancelled";
        /** @description `breached` is still open, `missed` was fulfilled too late. */
        readonly SlaClock: {
            readonly id: components["schemas"]["Id"];
            readonly seq: number;
            readonly subject: {
                /** @enum {string} */
                readonly kind: "case" | "workItem" | "run";
                readonly id: string;
                readonly label: string;
                /** @description The run that it is, or that it is a work item of. */
                readonly run?: string;
            };
            /** @enum {string} */
            readonly agreement: "sla" | "ola" | "underpinning";
            readonly policy: string;
            readonly policyVersion: number;
            readonly target: string;
            readonly calendar: string;
            readonly calendarVersion: number;
            readonly state: components["schemas"]["SlaClockState"];
            readonly open: boolean;
            readonly startedAt: components["schemas"]["Instant"];
            readonly endedAt?: components["schemas"]["Instant"];
            /** @description Business time that it gives. */
            readonly limitMs: number;
            readonly deadlineAt?: components["schemas"]["Instant"];
            readonly targetAt?: components["schemas"]["Instant"];
            readonly nextMarkAt?: components["schemas"]["Instant"];
            readonly warnedAt?: components["schemas"]["Instant"];
            readonly breachedAt?: components["schemas"]["Instant"];
            readonly pauses: number;
            readonly sides: {
                readonly [key: string]: string;
            };
            readonly excuse?: {
                readonly by: string;
                readonly reason: string;
                readonly at: components["schemas"]["Instant"];
            };
            readonly marks: readonly {
                readonly name: string;
                /** @enum {string} */
                readonly kind: "warning" | "breach" | "escalation";
                readonly offsetMs: number;
                readonly dueAt?: components["schemas"]["Instant"];
                readonly firedAt?: components["schemas"]["Instant"];
                /** @description Passed while nobody looked; the policy does not tell it. */
                readonly isSilent?: boolean;
            }[];
        };
        readonly Underpinning: {
            readonly items: readonly {
                readonly target: string;
                readonly withinMs: number;
                readonly innerMs: number;
                readonly fits: boolean;
                readonly inner: readonly {
                    readonly policy: string;
                    readonly target: string;
                    readonly agreement: string;
                    readonly withinMs: number;
                }[];
            }[];
        };
        readonly SlaReport: {
            readonly items: readonly {
                readonly key: string;
                readonly total: number;
                readonly open: number;
                readonly met: number;
                readonly warned: number;
                readonly breached: number;
                readonly excused: number;
            }[];
        };
        readonly WorkPackageType: {
            readonly title: components["schemas"]["Bilingual"];
            readonly owner: components["schemas"]["UserName"];
        };
        readonly WorkPackageTypeVersion: {
            readonly key: components["schemas"]["Name"];
            readonly version: number;
            readonly definition: components["schemas"]["WorkPackageType"];
            readonly createdAt: components["schemas"]["Instant"];
            readonly createdBy: string;
        };
        readonly WorkPackageTemplate: {
            readonly title: components["schemas"]["Bilingual"];
            readonly products?: readonly components["schemas"]["Id"][];
            readonly services?: readonly components["schemas"]["Id"][];
            readonly packages: readonly {
                readonly key: components["schemas"]["Name"];
                readonly title: components["schemas"]["Bilingual"];
                readonly type: components["schemas"]["Name"];
                readonly parent?: components["schemas"]["Name"];
                /** @description A person, or `team:<key>`. */
                readonly performer?: string;
                readonly workingDays: number;
                readonly plannedCostRial?: number;
                readonly incomeShare?: number;
            }[];
        };
        readonly WorkPackageTemplateVersion: {
            readonly key: components["schemas"]["Name"];
            readonly version: number;
            readonly definition: components["schemas"]["WorkPackageTemplate"];
            readonly createdAt: components["schemas"]["Instant"];
            readonly createdBy: string;
        };
        readonly CommittedOrder: {
            readonly title: string;
            readonly customer?: components["schemas"]["Id"];
            readonly committedAt: components["schemas"]["Instant"];
            readonly items: readonly {
                readonly id: components["schemas"]["Id"];
                readonly product?: components["schemas"]["Id"];
                readonly service?: components["schemas"]["Id"];
                readonly amountRial?: number;
            }[];
        };
        /** @description A package with all beneath it; `parts` are commitments again. */
        readonly Commitment: {
            readonly id: components["schemas"]["Id"];
            readonly number: string;
            readonly subject: string;
            readonly state: string;
            readonly kind: components["schemas"]["CaseStateKind"];
            readonly assignee?: string;
            readonly team?: string;
            readonly deadline?: components["schemas"]["Instant"];
            readonly isLate: boolean;
            readonly parts: readonly Record<string, never>[];
            readonly leaves: number;
            readonly done: number;
            readonly plannedCostRial: number;
            readonly actualCostRial: number;
            readonly incomeRial: number;
            readonly benefitRial: number;
        };
        readonly Commitments: {
            readonly items: readonly components["schemas"]["Commitment"][];
        };
        /** @enum {string} */
        readonly CaseStateKind: "open" | "waiting" | "resolved" | "closed" | "cancelled";
        /** @enum {string} */
        readonly CaseVisibility: "public" | "internal";
        /** @description A form-js schema. */
        readonly Form: {
            readonly [key: string]: unknown;
        };
        /** @description FEEL over the facts of the case. */
        readonly Feel: string;
        /** @description ISO 8601, such as `P3D` or `PT4H`. */
        readonly IsoDuration: string;
        readonly CaseTypeState: {
            readonly title: components["schemas"]["Bilingual"];
            readonly kind: components["schemas"]["CaseStateKind"];
            readonly publicTitle?: components["schemas"]["Bilingual"];
            readonly notices?: readonly components["schemas"]["CaseNotice"][];
            readonly after?: {
                readonly duration: components["schemas"]["IsoDuration"];
                readonly transition: components["schemas"]["Name"];
            };
            readonly work?: readonly components["schemas"]["CaseWorkTemplate"][];
            readonly message?: components["schemas"]["Name"];
            readonly rollUp?: {
                readonly when: components["schemas"]["Feel"];
                readonly transition: components["schemas"]["Name"];
            };
        };
        /** @description A message `noticeRequested` on entry, for a flow that sends it: to people by name, or to the assignee, lead, head, watchers or requester. */
        readonly CaseNotice: {
            readonly to: readonly components["schemas"]["UserName"][];
            /** @enum {string} */
            readonly channel: "screen" | "sms" | "email";
            readonly template: components["schemas"]["Name"];
        };
        readonly CaseWorkTemplate: {
            readonly name: components["schemas"]["Name"];
            readonly title: components["schemas"]["Bilingual"];
            readonly assignee?: components["schemas"]["Feel"];
            readonly candidateGroups?: readonly components["schemas"]["Feel"][];
            readonly candidateUsers?: readonly components["schemas"]["Feel"][];
            readonly within?: components["schemas"]["IsoDuration"];
            readonly form?: components["schemas"]["Form"];
            readonly outcomes?: readonly components["schemas"]["CaseWorkOutcome"][];
        };
        readonly CaseWorkOutcome: {
            readonly name: components["schemas"]["Name"];
            readonly title: components["schemas"]["Bilingual"];
            readonly transition?: components["schemas"]["Name"];
        };
        readonly CaseTypeTransition: {
            readonly name: components["schemas"]["Name"];
            readonly title: components["schemas"]["Bilingual"];
            readonly from: readonly components["schemas"]["Name"][];
            readonly to: components["schemas"]["Name"];
            readonly by?: readonly ("staff" | "customer" | "system")[];
            readonly needs?: readonly ("reason" | "until" | "comment")[];
            readonly requires?: readonly components["schemas"]["Name"][];
            readonly when?: components["schemas"]["Feel"];
            /** @constant */
            readonly reopens?: true;
            /** @description The first whose condition holds leads there instead of to `to`. */
            readonly branches?: readonly {
                readonly when: components["schemas"]["Feel"];
                readonly to: components["schemas"]["Name"];
                /** @constant */
                readonly reopens?: true;
            }[];
        };
        readonly CaseAssignmentRule: {
            readonly when?: components["schemas"]["Feel"];
            /** @enum {string} */
            readonly to: "owner" | "team" | "person";
            readonly team?: components["schemas"]["Name"];
            readonly person?: components["schemas"]["UserName"];
            /** @enum {string} */
            readonly by?: "leastLoad" | "roundRobin" | "none";
            readonly skills?: readonly components["schemas"]["Name"][];
        };
        readonly CaseType: {
            readonly title: components["schemas"]["Bilingual"];
            readonly summary?: string;
            /** @description JSON Schema (2020-12) of `data`. */
            readonly schema: {
                readonly [key: string]: unknown;
            };
            /** @description Fields of `data` that follow from the others. */
            readonly computed?: {
                readonly [key: string]: components["schemas"]["Feel"];
            };
            /** @description Fields of `data` by which cases are counted and found; `inspections.inspector` is a field of each one in a list. */
            readonly facets?: readonly string[];
            readonly form?: components["schemas"]["Form"];
            readonly initial: components["schemas"]["Name"];
            readonly states: {
                readonly [key: string]: components["schemas"]["CaseTypeState"];
            };
            readonly transitions: readonly components["schemas"]["CaseTypeTransition"][];
            readonly numbering: {
                readonly prefix: string;
                readonly digits?: number;
            };
            readonly priorities: readonly components["schemas"]["Name"][];
            readonly priority: components["schemas"]["Name"];
            readonly prioritise?: readonly {
                readonly when: components["schemas"]["Feel"];
                readonly priority: components["schemas"]["Name"];
            }[];
            readonly visibility: {
                readonly confidential?: boolean;
                readonly readers?: readonly components["schemas"]["UserName"][];
                readonly public: boolean;
                readonly publicFields?: readonly components["schemas"]["Name"][];
            };
            readonly flow?: components["schemas"]["Name"];
            readonly assignment?: readonly components["schemas"]["CaseAssignmentRule"][];
            readonly attachmentLimitBytes?: number;
        };
        readonly CaseTypeVersion: {
            readonly key: components["schemas"]["Name"];
            readonly version: number;
            readonly definition: components["schemas"]["CaseType"];
            readonly createdAt: components["schemas"]["Instant"];
            readonly createdBy: string;
        };
        readonly CatalogueSubject: {
            readonly title: components["schemas"]["Bilingual"];
            /** @description The identification number. */
            readonly code: string;
            readonly parent?: components["schemas"]["Name"];
            /** @description An organisational subject that it belongs to. */
            readonly subject?: string;
            /** @description A person, or `team:<key>`. */
            readonly owner?: string;
            readonly template?: {
                readonly type: components["schemas"]["Name"];
                readonly subject?: string;
                readonly priority?: components["schemas"]["Name"];
                readonly data?: components["schemas"]["AnyObject"];
                readonly form?: components["schemas"]["Form"];
                readonly flow?: components["schemas"]["Name"];
                readonly sla?: readonly components["schemas"]["Name"][];
            };
            readonly active?: boolean;
        };
        readonly CatalogueSubjectVersion: {
            readonly key: components["schemas"]["Name"];
            readonly version: number;
            readonly definition: components["schemas"]["CatalogueSubject"];
            /** @description Keys from the first level down. */
            readonly path?: readonly string[];
            readonly leaf?: boolean;
            readonly createdAt: components["schemas"]["Instant"];
            readonly createdBy: string;
        };
        readonly Unit: {
            readonly title: components["schemas"]["Bilingual"];
            readonly parent?: components["schemas"]["Name"];
            readonly head?: components["schemas"]["UserName"];
        };
        readonly UnitVersion: {
            readonly key: components["schemas"]["Name"];
            readonly version: number;
            readonly definition: components["schemas"]["Unit"];
            readonly createdAt: components["schemas"]["Instant"];
            readonly createdBy: string;
        };
        readonly Post: {
            readonly title: components["schemas"]["Bilingual"];
            readonly unit: components["schemas"]["Name"];
            readonly reportsTo?: components["schemas"]["Name"];
            readonly holders?: readonly components["schemas"]["UserName"][];
        };
        readonly PostVersion: {
            readonly key: components["schemas"]["Name"];
            readonly version: number;
            readonly definition: components["schemas"]["Post"];
            readonly createdAt: components["schemas"]["Instant"];
            readonly createdBy: string;
        };
        readonly OrganisationUnit: {
            readonly key: string;
            readonly title: components["schemas"]["Bilingual"];
            readonly head?: string;
            readonly posts: readonly components["schemas"]["AnyObject"][];
            readonly teams: readonly components["schemas"]["AnyObject"][];
            readonly people: readonly components["schemas"]["AnyObject"][];
            readonly units: readonly components["schemas"]["AnyObject"][];
        };
        readonly Team: {
            readonly title: components["schemas"]["Bilingual"];
            readonly unit?: components["schemas"]["Name"];
            readonly lead?: components["schemas"]["UserName"];
            readonly members: readonly components["schemas"]["UserName"][];
            readonly calendar?: components["schemas"]["Name"];
        };
        readonly TeamVersion: {
            readonly key: components["schemas"]["Name"];
            readonly version: number;
            readonly definition: components["schemas"]["Team"];
            readonly createdAt: components["schemas"]["Instant"];
            readonly createdBy: string;
        };
        readonly PersonAtWork: {
            readonly title: components["schemas"]["Bilingual"];
            readonly unit?: components["schemas"]["Name"];
            readonly roles?: readonly components["schemas"]["UserName"][];
            readonly skills?: readonly components["schemas"]["Name"][];
            readonly shifts?: readonly {
                readonly days: readonly ("sat" | "sun" | "mon" | "tue" | "wed" | "thu" | "fri")[];
                readonly from: string;
                readonly to: string;
            }[];
            readonly absences?: readonly {
                readonly from: components["schemas"]["Instant"];
                readonly until: components["schemas"]["Instant"];
                readonly substitute?: components["schemas"]["UserName"];
                readonly reason?: string;
            }[];
            readonly active?: boolean;
            readonly mobile?: string;
            readonly email?: string;
        };
        readonly PersonAtWorkVersion: {
            readonly key: components["schemas"]["Name"];
            readonly version: number;
            readonly definition: components["schemas"]["PersonAtWork"];
            /** @enum {string} */
            readonly presence?: "here" | "away" | "left";
            readonly createdAt: components["schemas"]["Instant"];
            readonly createdBy: string;
        };
        readonly WorkOfPerson: {
            readonly person: string;
            /** @enum {string} */
            readonly presence: "here" | "away" | "left";
            readonly open: number;
            readonly waiting: number;
            /** @description Work items that are theirs and due. */
            readonly overdue: number;
            readonly recent: readonly components["schemas"]["Activity"][];
        };
        readonly Activity: {
            readonly case: components["schemas"]["Id"];
            readonly number: string;
            readonly at: components["schemas"]["Instant"];
            readonly what: string;
            readonly name?: string;
            readonly minutesSpent?: number;
        };
        readonly CaseSettings: {
            /** @description Only subjects with nothing beneath them can be chosen. */
            readonly leafSubjectsOnly: boolean;
        };
        readonly Requester: {
            readonly profileId?: components["schemas"]["Id"];
            readonly name?: string;
            /** @enum {string} */
            readonly stakeholder?: "customer" | "partner" | "employee" | "supplier" | "publicBody" | "public";
            readonly contact?: string;
        };
        /** @description The activity that it was made from. */
        readonly CaseSource: {
            /** @enum {string} */
            readonly kind: "call" | "email" | "sms" | "fax" | "visit" | "letter" | "message" | "survey" | "monitoring" | "other";
            readonly id: components["schemas"]["LongId"];
        };
        readonly NewCase: {
            readonly id?: components["schemas"]["Id"];
            readonly type?: components["schemas"]["Name"];
            readonly catalogue?: components["schemas"]["Name"];
            readonly subject?: string;
            readonly description?: string;
            readonly data?: components["schemas"]["AnyObject"];
            readonly priority?: components["schemas"]["Name"];
            readonly channel?: components["schemas"]["Name"];
            readonly requester?: components["schemas"]["Requester"];
            readonly source?: components["schemas"]["CaseSource"];
            readonly assignee?: components["schemas"]["UserName"];
            readonly team?: components["schemas"]["Name"];
            readonly confidential?: boolean;
            readonly parent?: components["schemas"]["Id"];
        };
        readonly CaseChange: {
            readonly subject?: string;
            readonly description?: string;
            readonly data?: components["schemas"]["AnyObject"];
            readonly priority?: components["schemas"]["Name"];
            readonly requester?: components["schemas"]["Requester"];
            readonly confidential?: boolean;
            readonly reason?: components["schemas"]["Reason"];
        };
        readonly CaseMove: {
            readonly transition: components["schemas"]["Name"];
            readonly reason?: components["schemas"]["Reason"];
            readonly until?: components["schemas"]["Instant"];
            readonly comment?: string;
            readonly visibility?: components["schemas"]["CaseVisibility"];
            readonly data?: components["schemas"]["AnyObject"];
        };
        readonly CaseComment: {
            readonly text: string;
            readonly visibility?: components["schemas"]["CaseVisibility"];
            readonly minutesSpent?: number;
            /** @enum {string} */
            readonly from?: "staff" | "customer";
        };
        readonly CaseReferral: {
            readonly assignee?: components["schemas"]["UserName"];
            readonly team?: components["schemas"]["Name"];
            readonly unit?: components["schemas"]["Name"];
            readonly reason?: components["schemas"]["Reason"];
        };
        /** @enum {string} */
        readonly CaseRelation: "childOf" | "parentOf" | "causedBy" | "causes" | "duplicateOf" | "duplicates" | "relatedTo" | "splitFrom" | "splitInto" | "mergedInto" | "absorbed";
        readonly CaseLink: {
            readonly relation: components["schemas"]["CaseRelation"];
            readonly to: components["schemas"]["Id"];
        };
        readonly CaseMerge: {
            readonly into: components["schemas"]["Id"];
            readonly reason?: components["schemas"]["Reason"];
        };
        readonly CaseWatcher: {
            readonly name: components["schemas"]["UserName"];
            readonly watching: boolean;
        };
        readonly CaseWorkItem: {
            readonly id: components["schemas"]["LongId"];
            readonly case: components["schemas"]["Id"];
            readonly caseNumber: string;
            readonly caseType: string;
            readonly name: string;
            readonly title: components["schemas"]["Bilingual"];
            readonly state: string;
            readonly assignee?: string;
            readonly owner?: string;
            readonly candidateGroups: readonly string[];
            readonly candidateUsers: readonly string[];
            readonly dueAt?: components["schemas"]["Instant"];
            readonly createdAt: components["schemas"]["Instant"];
            readonly priority: string;
            readonly form?: components["schemas"]["Form"];
            readonly outcomes: readonly components["schemas"]["CaseWorkOutcome"][];
        };
        readonly CaseWorkResult: {
            readonly outcome?: components["schemas"]["Name"];
            readonly data?: components["schemas"]["AnyObject"];
            readonly comment?: string;
        };
        readonly Cartable: {
            readonly person: string;
            readonly counts: {
                /** @description Work of cases that is theirs. */
                readonly mine: number;
                /** @description Work of cases that they may take. */
                readonly available: number;
                /** @description Theirs and due before now. */
                readonly overdue: number;
                /** @description Cases that they answer for. */
                readonly cases: number;
                /** @description Work of cases of those whose substitute they are. */
                readonly standingIn: number;
                /** @description Work items of runs that are theirs, up to the limit. */
                readonly runs: number;
            };
            readonly items: readonly components["schemas"]["CaseWorkItem"][];
            readonly runItems: readonly components["schemas"]["WorkItem"][];
        };
        readonly CaseAttachment: {
            readonly id: components["schemas"]["Id"];
            readonly name: string;
            readonly mediaType: string;
            readonly sizeBytes: number;
            readonly sha256: string;
            readonly visibility: components["schemas"]["CaseVisibility"];
            readonly at: components["schemas"]["Instant"];
            readonly by: string;
        };
        /** @description What a confidential case says is not there for who may not see it (`masked`). */
        readonly Case: {
            readonly id: components["schemas"]["Id"];
            /** @description Grows with every write; the ETag. */
            readonly seq: number;
            readonly type: string;
            readonly typeVersion: number;
            /** @description For people; counted by type and Jalali year. */
            readonly number: string;
            /** @description With it, and nothing else, the customer follows the case. */
            readonly trackingCode?: string;
            readonly state: string;
            readonly kind: components["schemas"]["CaseStateKind"];
            readonly stateSince: components["schemas"]["Instant"];
            readonly priority: string;
            readonly subject?: string;
            readonly description?: string;
            readonly data?: components["schemas"]["AnyObject"];
            readonly channel?: string;
            readonly requester?: components["schemas"]["Requester"];
            readonly source?: components["schemas"]["CaseSource"];
            readonly catalogue?: string;
            readonly assignee?: string;
            readonly team?: string;
            readonly unit?: string;
            readonly watchers?: readonly string[];
            readonly links?: readonly components["schemas"]["CaseLink"][];
            readonly parent?: components["schemas"]["Id"];
            /** @description Its parts by the kind of their state. */
            readonly children?: {
                readonly [key: string]: number;
            };
            readonly workItems?: readonly Record<string, never>[];
            readonly attachments?: readonly components["schemas"]["CaseAttachment"][];
            readonly confidential: boolean;
            readonly masked: boolean;
            readonly promised?: readonly components["schemas"]["Promise"][];
            readonly respondedAt?: components["schemas"]["Instant"];
            readonly resolvedAt?: components["schemas"]["Instant"];
            readonly closedAt?: components["schemas"]["Instant"];
            readonly movesAt?: components["schemas"]["Instant"];
            readonly reopened: number;
            readonly createdAt: components["schemas"]["Instant"];
            readonly createdBy?: string;
            readonly updatedAt: components["schemas"]["Instant"];
        };
        /** @description What is promised about it, from its clocks. */
        readonly Promise: {
            readonly target: string;
            readonly state: string;
            readonly dueAt?: components["schemas"]["Instant"];
        };
        readonly CaseTraceEntry: {
            readonly n: number;
            readonly at: components["schemas"]["Instant"];
            readonly by: string;
            readonly what: string;
            readonly visibility: components["schemas"]["CaseVisibility"];
            readonly name?: string;
            readonly from?: string;
            readonly to?: string;
            readonly text?: string;
            readonly reason?: string;
            readonly minutesSpent?: number;
            readonly changes?: readonly {
                readonly field: string;
                readonly from: unknown;
                readonly to: unknown;
            }[];
        };
        readonly CaseTransitions: {
            readonly items: readonly components["schemas"]["CaseTypeTransition"][];
        };
        readonly CaseCounts: {
            readonly items: readonly {
                readonly key: string;
                readonly count: number;
                /** @description Customers that are known. */
                readonly requesters?: number;
                /** @description Of them those with more than one of these cases. */
                readonly repeaters?: number;
            }[];
        };
        readonly TrackedCase: {
            readonly number: string;
            readonly type: components["schemas"]["Bilingual"];
            readonly status: components["schemas"]["Bilingual"];
            readonly kind: components["schemas"]["CaseStateKind"];
            readonly createdAt: components["schemas"]["Instant"];
            readonly updatedAt: components["schemas"]["Instant"];
            readonly data: components["schemas"]["AnyObject"];
            readonly promised: readonly components["schemas"]["Promise"][];
            readonly replies: readonly {
                readonly at: components["schemas"]["Instant"];
                /** @enum {string} */
                readonly from: "us" | "you";
                readonly text: string;
            }[];
            readonly answers: readonly {
                readonly transition: string;
                readonly title: components["schemas"]["Bilingual"];
                /** @description Fields of `data` that must come with it. */
                readonly requires?: readonly string[];
            }[];
        };
        readonly CustomerAnswer: {
            readonly text?: string;
            readonly transition?: components["schemas"]["Name"];
            /** @description What the answer requires. */
            readonly data?: components["schemas"]["AnyObject"];
        };
        /** @description CloudEvents 1.0. */
        readonly EventInFeed: {
            /** @constant */
            readonly specversion: "1.0";
            readonly id: components["schemas"]["LongId"];
            readonly source: string;
            readonly type: string;
            readonly subject: string;
            readonly time: components["schemas"]["Instant"];
            /** @constant */
            readonly datacontenttype: "application/json";
            readonly correlationid?: string;
            readonly data: components["schemas"]["AnyObject"];
        };
        /**
         * @description One of: `all`, `any` (lists), `not`, `feel` (an expression), or a `field` (a path of plain words) that `is`
         *     compared with a `value`. What is missing is neither true nor false, as in FEEL.
         */
        readonly RuleCondition: {
            readonly all?: readonly components["schemas"]["RuleCondition"][];
            readonly any?: readonly components["schemas"]["RuleCondition"][];
            readonly not?: components["schemas"]["RuleCondition"];
            readonly feel?: string;
            readonly field?: string;
            /** @enum {string} */
            readonly is?: "equals" | "notEquals" | "above" | "atLeast" | "below" | "atMost" | "between" | "in" | "notIn" | "startsWith" | "endsWith" | "contains" | "includes" | "matches" | "isPresent" | "isMissing";
            /** @description Any JSON; a list for `in` and `notIn`, two values for `between`. */
            readonly value?: unknown;
        };
        /** @description A number, or FEEL that begins with `=`. */
        readonly RuleNumber: number | string;
        readonly RuleValues: {
            readonly [key: string]: unknown;
        };
        /**
         * @description Which parts belong to which kind is checked on saving, each fault named. Texts that begin with `=` are FEEL.
         *     Shares are rounded half away from zero to whole rials, once over the whole amount; what is shared out over
         *     lines adds up to it. Discounts take effect in the order of the rules, price limits after all of them (the
         *     highest price, then the lowest), commissions last.
         */
        readonly RuleAction: {
            /** @enum {string} */
            readonly kind: "discount" | "sideService" | "sideProduct" | "commission" | "minimumPrice" | "maximumPrice" | "reject" | "setField" | "decide" | "notify" | "startFlow" | "raiseEvent" | "chooseTerminal" | "chooseSla" | "assign";
            readonly percent?: components["schemas"]["RuleNumber"];
            readonly amountRial?: components["schemas"]["RuleNumber"];
            readonly tiers?: {
                /** @description FEEL: the number that decides. */
                readonly by: string;
                readonly steps: readonly {
                    readonly from: number;
                    readonly percent: number;
                }[];
                /**
                 * @default whole
                 * @enum {string}
                 */
                readonly method: "whole" | "graduated";
            };
            /**
             * @default invoice
             * @enum {string}
             */
            readonly on: "invoice" | "line";
            /** @enum {string} */
            readonly basis?: "remaining" | "list" | "net" | "gross";
            readonly where?: components["schemas"]["RuleCondition"];
            readonly item?: string;
            readonly quantity?: components["schemas"]["RuleNumber"];
            readonly unitPriceRial?: components["schemas"]["RuleNumber"];
            readonly beneficiary?: string;
            readonly reason?: string;
            readonly field?: string;
            /** @description Any JSON. */
            readonly value?: unknown;
            readonly table?: components["schemas"]["Name"];
            readonly connection?: components["schemas"]["ConnectionName"];
            readonly operation?: components["schemas"]["Name"];
            readonly input?: components["schemas"]["RuleValues"];
            readonly flow?: components["schemas"]["Name"];
            readonly variables?: components["schemas"]["RuleValues"];
            readonly event?: components["schemas"]["Name"];
            readonly data?: components["schemas"]["RuleValues"];
            readonly terminal?: string;
            readonly policy?: string;
            readonly user?: string;
            readonly group?: string;
        };
        readonly RuleScopeValues: readonly string[];
        /** @description Values of the fact of the same name; of each dimension one must fit. */
        readonly RuleScope: {
            readonly city?: components["schemas"]["RuleScopeValues"];
            readonly centre?: components["schemas"]["RuleScopeValues"];
            readonly agency?: components["schemas"]["RuleScopeValues"];
            readonly role?: components["schemas"]["RuleScopeValues"];
            readonly user?: components["schemas"]["RuleScopeValues"];
            readonly customerType?: components["schemas"]["RuleScopeValues"];
            readonly segment?: components["schemas"]["RuleScopeValues"];
        };
        readonly RuleNames: readonly string[];
        readonly Rule: {
            /** @description Unique in its set. */
            readonly name: string;
            /** @description Higher first; 0 if not said. */
            readonly priority?: number;
            /** @description FEEL that gives a boolean, or a condition as a tree; always, if not said. */
            readonly when?: string | components["schemas"]["RuleCondition"];
            readonly scope?: components["schemas"]["RuleScope"];
            /** @description FEEL by output name. */
            readonly set?: {
                readonly [key: string]: string;
            };
            readonly actions?: readonly components["schemas"]["RuleAction"][];
            readonly stop?: boolean;
            readonly validFrom?: components["schemas"]["Instant"];
            readonly validUntil?: components["schemas"]["Instant"];
            readonly requires?: components["schemas"]["RuleNames"];
            readonly excludes?: components["schemas"]["RuleNames"];
            readonly after?: components["schemas"]["RuleNames"];
            /** @description Variants of one rule; of a group only the one with the most specific scope fires. */
            readonly group?: string;
        };
        /** @enum {string} */
        readonly TableType: "text" | "number" | "boolean" | "date";
        /** @description Input cells: `-` for anything, values separated by commas, `>= 5`, `[1..5)`, `not(…)`. Hit policies are DMN's. */
        readonly DecisionTable: {
            /** @enum {string} */
            readonly hitPolicy: "UNIQUE" | "FIRST" | "ANY" | "PRIORITY" | "COLLECT" | "RULE ORDER" | "OUTPUT ORDER";
            /** @enum {string} */
            readonly aggregator?: "SUM" | "MIN" | "MAX" | "COUNT";
            readonly inputs: readonly {
                readonly title: string;
                readonly field: string;
                readonly type: components["schemas"]["TableType"];
                /** @description All there are. */
                readonly values?: readonly string[];
            }[];
            readonly outputs: readonly {
                readonly title: string;
                readonly name: components["schemas"]["Name"];
                readonly type: components["schemas"]["TableType"];
                /** @description The most wanted first. */
                readonly values?: readonly unknown[];
                /** @description Given when no row fits. */
                readonly default?: unknown;
            }[];
            readonly rows: readonly {
                readonly when: readonly string[];
                readonly then: readonly unknown[];
                readonly validFrom?: components["schemas"]["Instant"];
                readonly validUntil?: components["schemas"]["Instant"];
                readonly note?: string;
            }[];
        };
        readonly EventNames: readonly components["schemas"]["Name"][];
        /** @description Either `rules` or one `table`. */
        readonly RuleSetDraft: {
            readonly title: components["schemas"]["Bilingual"];
            readonly description?: string;
            readonly events?: components["schemas"]["EventNames"];
            readonly rules?: readonly components["schemas"]["Rule"][];
            readonly table?: components["schemas"]["DecisionTable"];
            /** @description How often rules are considered while they change facts; 1 if not said. */
            readonly rounds?: number;
            /** @description Versions decide only after a second person has approved them. */
            readonly needsApproval?: boolean;
            /** @description What called decisions of flows find a version by. */
            readonly versionTag?: string;
        };
        readonly RuleSet: {
            readonly key: components["schemas"]["Name"];
            readonly version: number;
            /** @enum {string} */
            readonly state: "draft" | "published" | "rejected";
            readonly title: components["schemas"]["Bilingual"];
            readonly description?: string;
            readonly events?: components["schemas"]["EventNames"];
            readonly rules?: readonly components["schemas"]["Rule"][];
            readonly table?: components["schemas"]["DecisionTable"];
            readonly rounds?: number;
            readonly needsApproval?: boolean;
            readonly versionTag?: string;
            readonly createdAt: components["schemas"]["Instant"];
            readonly author: string;
            readonly reason?: string;
            readonly effectiveFrom?: components["schemas"]["Instant"];
            readonly decidedBy?: string;
            readonly decidedAt?: components["schemas"]["Instant"];
            readonly decisionReason?: string;
            readonly rollbackOf?: number;
        };
        readonly RuleApproval: {
            readonly reason?: string;
            readonly effectiveFrom?: components["schemas"]["Instant"];
        };
        readonly RuleSetDiff: {
            readonly from: number;
            readonly to: number;
            readonly differences: readonly {
                readonly at: string;
                /** @enum {string} */
                readonly kind: "added" | "removed" | "changed";
                readonly before?: unknown;
                readonly after?: unknown;
            }[];
        };
        readonly TableFindings: {
            /** @description Pairs of rows, counted from 1, that can fit at once. */
            readonly overlaps: readonly {
                readonly rows: readonly number[];
                readonly sameOutput: boolean;
            }[];
            /** @description Cases for which no row fits, one example each; `anything else` is what no row names. */
            readonly gaps: readonly {
                readonly [key: string]: string;
            }[];
            /** @description False when there was more than could be looked at. */
            readonly isComplete: boolean;
        };
        /** @description Either `key` or `event`. */
        readonly RuleTrial: {
            readonly key?: components["schemas"]["Name"];
            readonly version?: number;
            readonly event?: components["schemas"]["Name"];
            readonly fact: components["schemas"]["Variables"];
            readonly at?: components["schemas"]["Instant"];
        };
        /** @description In order. */
        readonly RulesConsidered: readonly {
            readonly rule: string;
            readonly fired: boolean;
            readonly why: string;
            /** @description The parts of its condition that did not hold. */
            readonly failed?: readonly {
                /** @description In FEEL. */
                readonly condition: string;
                /** @description Null: a value is missing or of another kind. */
                readonly holds: boolean | null;
                readonly saw: {
                    readonly [key: string]: unknown;
                };
            }[];
        }[];
        /** @description In order. */
        readonly ActionsApplied: readonly {
            readonly rule: string;
            readonly kind: string;
            readonly detail: {
                readonly [key: string]: unknown;
            };
            readonly changed: readonly {
                readonly field: string;
                readonly before?: unknown;
                readonly after?: unknown;
            }[];
        }[];
        readonly Rejection: {
            readonly rule: string;
            readonly reason: string;
        };
        readonly Decision: {
            readonly output: {
                readonly [key: string]: unknown;
            };
            /** @description Rules, in the order in which they fired. */
            readonly fired: readonly string[];
            readonly considered: components["schemas"]["RulesConsidered"];
            readonly applied: components["schemas"]["ActionsApplied"];
            readonly rejected?: components["schemas"]["Rejection"];
            /** @description The versions that decided, `<set>:<version>`. */
            readonly versions: readonly string[];
        };
        readonly NewRuleEvent: {
            readonly id?: components["schemas"]["LongId"];
            readonly event: components["schemas"]["Name"];
            readonly fact: components["schemas"]["Variables"];
            readonly at?: components["schemas"]["Instant"];
        };
        readonly RuleEvent: {
            readonly id: string;
            readonly event: string;
            readonly at: components["schemas"]["Instant"];
            readonly raisedAt: components["schemas"]["Instant"];
            /** @enum {string} */
            readonly state: "raised" | "decided" | "done" | "failed";
            readonly facts: {
                readonly [key: string]: unknown;
            };
            readonly error?: string;
            readonly decision?: {
                readonly output: {
                    readonly [key: string]: unknown;
                };
                readonly considered: components["schemas"]["RulesConsidered"];
                readonly applied: components["schemas"]["ActionsApplied"];
                readonly rejected?: components["schemas"]["Rejection"];
                readonly versions: readonly string[];
                readonly fired: readonly string[];
            };
        };
        readonly SimulationPeriod: {
            readonly from?: components["schemas"]["Instant"];
            readonly to?: components["schemas"]["Instant"];
        };
        readonly SimulatedOutcome: {
            readonly fired: readonly string[];
            readonly output: {
                readonly [key: string]: unknown;
            };
            readonly failed?: string;
        };
        readonly BeforeAndAfter: {
            readonly before: number;
            readonly after: number;
        };
        readonly Simulation: {
            readonly events: number;
            readonly different: number;
            readonly rejected: components["schemas"]["BeforeAndAfter"];
            readonly netRial: components["schemas"]["BeforeAndAfter"];
            /** @description The first hundred. */
            readonly differences: readonly {
                readonly id: string;
                readonly event: string;
                readonly at: components["schemas"]["Instant"];
                readonly before: components["schemas"]["SimulatedOutcome"];
                readonly after: components["schemas"]["SimulatedOutcome"];
            }[];
            /** @description False when there were more events than are looked at. */
            readonly isComplete: boolean;
        };
        /** @description Open between two local times; a `to` not later than `from` is on the day after, `24:00` is midnight. */
        readonly Shift: {
            /** @description HH:MM */
            readonly from: string;
            /** @description HH:MM */
            readonly to: string;
        };
        readonly Shifts: readonly components["schemas"]["Shift"][];
        /** @enum {string} */
        readonly Weekday: "saturday" | "sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday";
        /** @description Shifts of each weekday; a weekday that is not there is closed. */
        readonly CalendarWeek: {
            readonly saturday?: components["schemas"]["Shifts"];
            readonly sunday?: components["schemas"]["Shifts"];
            readonly monday?: components["schemas"]["Shifts"];
            readonly tuesday?: components["schemas"]["Shifts"];
            readonly wednesday?: components["schemas"]["Shifts"];
            readonly thursday?: components["schemas"]["Shifts"];
            readonly friday?: components["schemas"]["Shifts"];
        };
        readonly CalendarHours: {
            /** @description An IANA name. */
            readonly timeZone: string;
            readonly week: components["schemas"]["CalendarWeek"];
            /** @description Public holidays that close it. */
            readonly holidays: readonly "iran"[];
            readonly holidayShifts?: components["schemas"]["Shifts"];
            /** @description First days of lunar months as announced, where they differ from what is known. */
            readonly lunarMonths?: readonly {
                readonly year: number;
                readonly month: number;
                /** @description Gregorian day. */
                readonly startsOn: string;
            }[];
            /** @description Other hours for some weeks (Ramadan, summer); public holidays still close. */
            readonly periods?: readonly {
                readonly title: string;
                /** @description Gregorian day. */
                readonly from: string;
                /** @description Gregorian day, inclusive. */
                readonly to: string;
                readonly week: components["schemas"]["CalendarWeek"];
            }[];
            /** @description Days unlike the rest, closed without shifts; they decide before everything else. */
            readonly exceptions?: readonly {
                readonly title: string;
                /** @description Gregorian day. */
                readonly from: string;
                /** @description Gregorian day, inclusive; `from` alone unless given. */
                readonly to?: string;
                readonly shifts: components["schemas"]["Shifts"];
            }[];
        };
        readonly CalendarNames: readonly string[];
        readonly CalendarDraft: {
            readonly title: components["schemas"]["Bilingual"];
            readonly calendar: components["schemas"]["CalendarHours"];
            readonly teams?: components["schemas"]["CalendarNames"];
            readonly units?: components["schemas"]["CalendarNames"];
            readonly contracts?: components["schemas"]["CalendarNames"];
        };
        readonly BusinessCalendar: {
            readonly key: components["schemas"]["Name"];
            readonly version: number;
            readonly title: components["schemas"]["Bilingual"];
            readonly calendar: components["schemas"]["CalendarHours"];
            readonly teams?: components["schemas"]["CalendarNames"];
            readonly units?: components["schemas"]["CalendarNames"];
            readonly contracts?: components["schemas"]["CalendarNames"];
            readonly createdAt: components["schemas"]["Instant"];
            readonly createdBy: string;
        };
        readonly CalendarYear: {
            readonly year: number;
            /** @enum {string} */
            readonly reckoning: "jalali" | "gregorian";
            /** Format: date */
            readonly from: string;
            /** Format: date */
            readonly to: string;
            readonly workingDays: number;
            readonly openMinutes: number;
            readonly days: readonly {
                /** Format: date */
                readonly day: string;
                readonly jalali: string;
                readonly weekday: components["schemas"]["Weekday"];
                /** @enum {string} */
                readonly reason: "exception" | "holiday" | "period" | "week";
                readonly titles: readonly components["schemas"]["Bilingual"][];
                readonly shifts: components["schemas"]["Shifts"];
                readonly isPredicted: boolean;
            }[];
        };
        readonly BusinessTimeQuestion: {
            readonly from: components["schemas"]["Instant"];
            /** @description Hours, minutes, seconds: `PT4H30M`. */
            readonly add?: string;
            readonly addDays?: number;
            readonly to?: components["schemas"]["Instant"];
        };
        readonly BusinessTimeAnswer: {
            readonly isOpen: boolean;
            readonly nextOpening: components["schemas"]["Instant"];
            readonly result?: components["schemas"]["Instant"];
            readonly betweenMs?: number;
        };
        /** @enum {string} */
        readonly Scope: "*" | "connections:read" | "connections:write" | "connections:operate" | "source-records:write" | "records:read" | "records:write" | "records:configure" | "messages:publish" | "profiles:read" | "profiles:read:personal" | "profiles:write" | "profiles:configure" | "profiles:correct" | "profiles:govern" | "profiles:erase" | "profiles:export" | "operations:read" | "operations:operate" | "flows:read" | "flows:deploy" | "runs:read" | "runs:start" | "runs:operate" | "attempts:read" | "attempts:settle" | "jobs:work" | "work-items:read" | "work-items:complete" | "work-items:assign" | "cases:read" | "cases:read:confidential" | "cases:write" | "cases:configure" | "events:read" | "sla:read" | "sla:write" | "sla:operate" | "rules:read" | "rules:write" | "rules:approve" | "rules:raise" | "calendars:read" | "calendars:write" | "keys:manage" | "audit:read";
        readonly Role: {
            readonly title: components["schemas"]["Bilingual"];
            readonly scopes: readonly components["schemas"]["Scope"][];
        };
        readonly RoleVersion: {
            readonly key: components["schemas"]["Name"];
            readonly version: number;
            readonly definition: components["schemas"]["Role"];
            readonly createdAt: components["schemas"]["Instant"];
            readonly createdBy: string;
        };
        /** @description With scopes of its own, roles, or both. */
        readonly NewApiKey: {
            /** @description Who or what will use it. */
            readonly name: string;
            readonly scopes?: readonly components["schemas"]["Scope"][];
            /** @description Keys of roles, whose scopes it has as they are at the time. */
            readonly roles?: readonly components["schemas"]["Name"][];
            readonly expiresAt?: components["schemas"]["Instant"];
            /**
             * @description May log in to SOAP services by a password digest, for which its secret is kept, sealed.
             * @constant
             */
            readonly digestLogin?: true;
        };
        readonly ApiKey: {
            readonly id: components["schemas"]["Id"];
            readonly name: string;
            readonly scopes: readonly components["schemas"]["Scope"][];
            readonly roles?: readonly string[];
            readonly createdAt: components["schemas"]["Instant"];
            readonly createdBy: string;
            readonly expiresAt?: components["schemas"]["Instant"];
            /**
             * @description May log in to SOAP services by a password digest, for which its secret is kept, sealed.
             * @constant
             */
            readonly digestLogin?: true;
        };
        readonly MadeApiKey: {
            readonly id: components["schemas"]["Id"];
            readonly name: string;
            readonly scopes: readonly components["schemas"]["Scope"][];
            readonly roles?: readonly string[];
            readonly createdAt: components["schemas"]["Instant"];
            readonly createdBy: string;
            readonly expiresAt?: components["schemas"]["Instant"];
            /**
             * @description May log in to SOAP services by a password digest, for which its secret is kept, sealed.
             * @constant
             */
            readonly digestLogin?: true;
            /** @description The key itself; only here and only once. */
            readonly key?: string;
        };
        readonly AuditLine: {
            readonly id: components["schemas"]["Id"];
            readonly at: components["schemas"]["Instant"];
            /** @description Id of the key or user. */
            readonly by: string;
            /** @description The `operationId`. */
            readonly action: string;
            /** @description The address without `/v1`. */
            readonly target: string;
            readonly reason?: string;
            readonly correlationId?: string;
            /** @description What was changed from what to what; personal values and secrets read as `"***"`. */
            readonly changes?: readonly {
                readonly path: string;
                readonly before?: unknown;
                readonly after?: unknown;
            }[];
        };
        /**
         * Address
         * @description A postal address, in parts as far as the source knows them.
         */
        readonly address: {
            /**
             * Kind
             * @enum {string}
             */
            readonly kind?: "home" | "work" | "billing" | "delivery" | "other";
            /** Province */
            readonly province?: string;
            /** City */
            readonly city?: string;
            /** District */
            readonly district?: string;
            /** Street */
            readonly street?: string;
            /** Alley */
            readonly alley?: string;
            /** Plate number */
            readonly plate?: string;
            /** Unit */
            readonly unit?: string;
            /** Full address */
            readonly text?: string;
            /** Postal code */
            readonly postalCode?: string;
            /** Phone */
            readonly phone?: string;
        };
        /**
         * Bank account
         * @description An account of a customer with a bank. Its IBAN says nothing about who owns it.
         */
        readonly "bank-account": {
            /** IBAN (Sheba) */
            readonly iban?: string;
            /** Account number */
            readonly accountNumber?: string;
            /** Bank */
            readonly bankName?: string;
            /** Branch */
            readonly branchName?: string;
            /** Branch code */
            readonly branchCode?: string;
            /**
             * Kind
             * @enum {string}
             */
            readonly kind?: "current" | "shortTerm" | "longTerm" | "saving" | "other";
            /** Is default */
            readonly isDefault?: boolean;
        };
        /**
         * Reference
         * @description Names a record of a connection by the id it has there.
         */
        readonly reference: {
            /**
             * Connection
             * @description Name of the connection; without it, the one that the record itself came from.
             */
            readonly connection?: string;
            /** External id */
            readonly externalId: string;
        };
        /**
         * Person
         * @description A natural person: customer, prospect, agent, contact.
         */
        readonly person: {
            /** First name */
            readonly firstName?: string;
            /** Last name */
            readonly lastName?: string;
            /** Full name */
            readonly fullName?: string;
            /** Father's name */
            readonly fatherName?: string;
            /**
             * Gender
             * @enum {string}
             */
            readonly gender?: "female" | "male";
            /**
             * National code
             * @description Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.
             */
            readonly nationalCode?: string;
            /**
             * Foreign national code
             * @description Ten to twelve digits; no check digit is known.
             */
            readonly foreignId?: string;
            /** Passport number */
            readonly passportNumber?: string;
            /** Birth certificate number */
            readonly birthCertificateNumber?: string;
            /**
             * Date of birth
             * @description A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
             */
            readonly birthOn?: string;
            /** Place of birth */
            readonly birthPlace?: string;
            /** Job */
            readonly jobTitle?: string;
            /** Economic code */
            readonly economicCode?: string;
            /** KYC (Sejam) state */
            readonly sejamState?: string;
            /**
             * Mobile
             * @description +98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.
             */
            readonly mobile?: string;
            /** Mobiles */
            readonly mobiles?: readonly string[];
            /** Phone */
            readonly phone?: string;
            /** Phones */
            readonly phones?: readonly string[];
            /** E-mail */
            readonly email?: string;
            /** E-mails */
            readonly emails?: readonly string[];
            /** Address */
            readonly address?: string;
            /** Postal code */
            readonly postalCode?: string;
            /** City */
            readonly city?: string;
            /** Province */
            readonly province?: string;
            /** Addresses */
            readonly addresses?: readonly components["schemas"]["address"][];
            /** IBAN (Sheba) */
            readonly iban?: string;
            /** IBANs */
            readonly ibans?: readonly string[];
            /** Bank accounts */
            readonly bankAccounts?: readonly components["schemas"]["bank-account"][];
            /**
             * Customer number
             * @description The number by which the source itself knows the customer.
             */
            readonly customerNumber?: string;
            /**
             * Customer state
             * @description prospect, active, …: a word of a list that the organisation defines.
             */
            readonly customerState?: string;
            /** Segment */
            readonly segment?: string;
            /** Field of activity */
            readonly fieldOfActivity?: string;
            /**
             * Balance (rial)
             * @description What the customer owes (positive) or has in credit (negative), as the source last said.
             */
            readonly balanceRial?: number;
            /**
             * Registered on
             * @description A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
             */
            readonly registeredOn?: string;
            /** Description */
            readonly description?: string;
            /**
             * Verified
             * @description Names of the fields that the source has verified itself.
             */
            readonly verified?: readonly string[];
            /**
             * Same as
             * @description Records of other connections that this one knows to be the same.
             */
            readonly sameAs?: readonly components["schemas"]["reference"][];
            /**
             * Stage
             * @description Prospect (potential customer), customer, or no longer one. Without it, the hub tells it from contracts and paid invoices.
             * @enum {string}
             */
            readonly stage?: "prospect" | "customer" | "former";
            /** Prospect type */
            readonly prospectType?: string;
            /** Rank */
            readonly rank?: string;
            /** Status */
            readonly prospectStatus?: string;
            /** Field of activity */
            readonly activityField?: string;
            /** User account information */
            readonly userInfoState?: string;
            /**
             * KYC reason
             * @description Why it is in that state, in the words of the source.
             */
            readonly sejamReason?: string;
        };
        /**
         * Organisation
         * @description A legal person: company, institution, agency, fund.
         */
        readonly organisation: {
            /** Name */
            readonly name?: string;
            /** Trade name */
            readonly tradeName?: string;
            /**
             * Legal national id
             * @description Eleven digits as text.
             */
            readonly legalId?: string;
            /** Economic code */
            readonly economicCode?: string;
            /** Registration number */
            readonly registrationNumber?: string;
            /**
             * Founded on
             * @description A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
             */
            readonly foundedOn?: string;
            /** Contact person */
            readonly contactName?: string;
            /**
             * Mobile
             * @description +98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.
             */
            readonly mobile?: string;
            /** Mobiles */
            readonly mobiles?: readonly string[];
            /** Phone */
            readonly phone?: string;
            /** Phones */
            readonly phones?: readonly string[];
            /** E-mail */
            readonly email?: string;
            /** E-mails */
            readonly emails?: readonly string[];
            /** Address */
            readonly address?: string;
            /** Postal code */
            readonly postalCode?: string;
            /** City */
            readonly city?: string;
            /** Province */
            readonly province?: string;
            /** Addresses */
            readonly addresses?: readonly components["schemas"]["address"][];
            /** IBAN (Sheba) */
            readonly iban?: string;
            /** IBANs */
            readonly ibans?: readonly string[];
            /** Bank accounts */
            readonly bankAccounts?: readonly components["schemas"]["bank-account"][];
            /**
             * Customer number
             * @description The number by which the source itself knows the customer.
             */
            readonly customerNumber?: string;
            /**
             * Customer state
             * @description prospect, active, …: a word of a list that the organisation defines.
             */
            readonly customerState?: string;
            /** Segment */
            readonly segment?: string;
            /** Field of activity */
            readonly fieldOfActivity?: string;
            /**
             * Balance (rial)
             * @description What the customer owes (positive) or has in credit (negative), as the source last said.
             */
            readonly balanceRial?: number;
            /**
             * Registered on
             * @description A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
             */
            readonly registeredOn?: string;
            /** Description */
            readonly description?: string;
            /**
             * Verified
             * @description Names of the fields that the source has verified itself.
             */
            readonly verified?: readonly string[];
            /**
             * Same as
             * @description Records of other connections that this one knows to be the same.
             */
            readonly sameAs?: readonly components["schemas"]["reference"][];
            /**
             * Stage
             * @description Prospect (potential customer), customer, or no longer one. Without it, the hub tells it from contracts and paid invoices.
             * @enum {string}
             */
            readonly stage?: "prospect" | "customer" | "former";
            /** Prospect type */
            readonly prospectType?: string;
            /** Rank */
            readonly rank?: string;
            /** Status */
            readonly prospectStatus?: string;
            /** Field of activity */
            readonly activityField?: string;
            /** User account information */
            readonly userInfoState?: string;
            /** KYC (Sejam) state */
            readonly sejamState?: string;
            /**
             * KYC reason
             * @description Why it is in that state, in the words of the source.
             */
            readonly sejamReason?: string;
        };
        /**
         * Terminal
         * @description A point-of-sale device or payment terminal.
         */
        readonly terminal: {
            /** Serial */
            readonly serial?: string;
            /** Terminal number */
            readonly terminalNumber?: string;
            /** Merchant number */
            readonly merchantNumber?: string;
            /** Model */
            readonly model?: string;
            /** Manufacturer */
            readonly manufacturer?: string;
            /** SIM number */
            readonly simNumber?: string;
            /** Settlement IBAN */
            readonly settlementIban?: string;
            /** City */
            readonly city?: string;
            /** Place */
            readonly address?: string;
            /**
             * Installed on
             * @description A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
             */
            readonly installedOn?: string;
            /**
             * Warranty until
             * @description A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
             */
            readonly warrantyUntilOn?: string;
            /**
             * Asset tag
             * @description Unique within its connection.
             */
            readonly assetTag?: string;
            /**
             * Contract
             * @description The agreement under which it is provided and kept.
             */
            readonly contract?: components["schemas"]["reference"];
            /**
             * Contract number
             * @description As the same connection numbers its contracts.
             */
            readonly contractNumber?: string;
            /**
             * Product
             * @description What it is in the list of products.
             */
            readonly product?: components["schemas"]["reference"];
            /**
             * Service
             * @description The service of the customer that it is used for.
             */
            readonly service?: components["schemas"]["reference"];
            /**
             * SLA
             * @description Key of a policy under /v1/sla-policies.
             */
            readonly slaPolicy?: string;
            /**
             * OLA
             * @description Key of a policy under /v1/sla-policies.
             */
            readonly olaPolicy?: string;
            /**
             * Owner
             * @description The customer, by the id it has in a connection.
             */
            readonly owner?: components["schemas"]["reference"];
            /**
             * National code
             * @description Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.
             */
            readonly ownerNationalCode?: string;
            /**
             * Legal national id
             * @description Eleven digits as text.
             */
            readonly ownerLegalId?: string;
            /**
             * Mobile
             * @description +98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.
             */
            readonly ownerMobile?: string;
            /** State */
            readonly state?: string;
            /** Description */
            readonly description?: string;
            /**
             * Same as
             * @description Records of other connections that this one knows to be the same.
             */
            readonly sameAs?: readonly components["schemas"]["reference"][];
        };
        /**
         * Account
         * @description An account that a customer holds with the organisation or a fund (trading code, investment account, credit).
         */
        readonly account: {
            /**
             * Account number
             * @description Unique within its connection.
             */
            readonly accountNumber?: string;
            /** Kind */
            readonly kind?: string;
            /** Fund */
            readonly fundName?: string;
            /** Trading code */
            readonly tradingCode?: string;
            /** Balance (rial) */
            readonly balanceRial?: number;
            /**
             * Opened on
             * @description A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
             */
            readonly openedOn?: string;
            /**
             * Closed on
             * @description A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
             */
            readonly closedOn?: string;
            /**
             * Owner
             * @description The customer, by the id it has in a connection.
             */
            readonly owner?: components["schemas"]["reference"];
            /**
             * National code
             * @description Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.
             */
            readonly ownerNationalCode?: string;
            /**
             * Legal national id
             * @description Eleven digits as text.
             */
            readonly ownerLegalId?: string;
            /**
             * Mobile
             * @description +98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.
             */
            readonly ownerMobile?: string;
            /** State */
            readonly state?: string;
            /** Description */
            readonly description?: string;
            /**
             * Same as
             * @description Records of other connections that this one knows to be the same.
             */
            readonly sameAs?: readonly components["schemas"]["reference"][];
        };
        /**
         * Service
         * @description A service or subscription that a customer uses.
         */
        readonly service: {
            /**
             * Service number
             * @description Unique within its connection.
             */
            readonly serviceNumber?: string;
            /** Name */
            readonly name?: string;
            /** Plan */
            readonly plan?: string;
            /** Amount (rial) */
            readonly amountRial?: number;
            /**
             * Starts on
             * @description A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
             */
            readonly startsOn?: string;
            /**
             * Ends on
             * @description A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
             */
            readonly endsOn?: string;
            /**
             * Contract
             * @description The agreement under which it is provided and kept.
             */
            readonly contract?: components["schemas"]["reference"];
            /**
             * Contract number
             * @description As the same connection numbers its contracts.
             */
            readonly contractNumber?: string;
            /**
             * Offered service
             * @description What it is in the list of offered services.
             */
            readonly servicePlan?: components["schemas"]["reference"];
            /**
             * SLA
             * @description Key of a policy under /v1/sla-policies.
             */
            readonly slaPolicy?: string;
            /**
             * OLA
             * @description Key of a policy under /v1/sla-policies.
             */
            readonly olaPolicy?: string;
            /**
             * Owner
             * @description The customer, by the id it has in a connection.
             */
            readonly owner?: components["schemas"]["reference"];
            /**
             * National code
             * @description Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.
             */
            readonly ownerNationalCode?: string;
            /**
             * Legal national id
             * @description Eleven digits as text.
             */
            readonly ownerLegalId?: string;
            /**
             * Mobile
             * @description +98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.
             */
            readonly ownerMobile?: string;
            /** State */
            readonly state?: string;
            /** Description */
            readonly description?: string;
            /**
             * Same as
             * @description Records of other connections that this one knows to be the same.
             */
            readonly sameAs?: readonly components["schemas"]["reference"][];
        };
        /**
         * Contract
         * @description An agreement with a customer.
         */
        readonly contract: {
            /**
             * Contract number
             * @description Unique within its connection.
             */
            readonly contractNumber?: string;
            /** Subject */
            readonly subject?: string;
            /** Kind */
            readonly kind?: string;
            /** Amount (rial) */
            readonly amountRial?: number;
            /**
             * Signed on
             * @description A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
             */
            readonly signedOn?: string;
            /**
             * Starts on
             * @description A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
             */
            readonly startsOn?: string;
            /**
             * Ends on
             * @description A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
             */
            readonly endsOn?: string;
            /** Products */
            readonly products?: readonly components["schemas"]["reference"][];
            /** Offered services */
            readonly servicePlans?: readonly components["schemas"]["reference"][];
            /**
             * SLA
             * @description Key of a policy under /v1/sla-policies.
             */
            readonly slaPolicy?: string;
            /**
             * Owner
             * @description The customer, by the id it has in a connection.
             */
            readonly owner?: components["schemas"]["reference"];
            /**
             * National code
             * @description Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.
             */
            readonly ownerNationalCode?: string;
            /**
             * Legal national id
             * @description Eleven digits as text.
             */
            readonly ownerLegalId?: string;
            /**
             * Mobile
             * @description +98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.
             */
            readonly ownerMobile?: string;
            /** State */
            readonly state?: string;
            /** Description */
            readonly description?: string;
            /**
             * Same as
             * @description Records of other connections that this one knows to be the same.
             */
            readonly sameAs?: readonly components["schemas"]["reference"][];
        };
        /**
         * Specification
         * @description One technical detail of a piece of equipment or a product.
         */
        readonly specification: {
            /** Name */
            readonly name: string;
            /** Value */
            readonly value: string;
            /** Unit */
            readonly unit?: string;
        };
        /**
         * Equipment
         * @description A device that is used to provide or maintain a service, with its place, its state and what it belongs to.
         */
        readonly equipment: {
            /**
             * Asset tag
             * @description Unique within its connection.
             */
            readonly assetTag?: string;
            /** Serial */
            readonly serial?: string;
            /** Name */
            readonly name?: string;
            /**
             * Type
             * @description router, UPS, card reader, …: a word of a list that the organisation defines.
             */
            readonly equipmentType?: string;
            /** Model */
            readonly model?: string;
            /** Manufacturer */
            readonly manufacturer?: string;
            /** Specifications */
            readonly specifications?: readonly components["schemas"]["specification"][];
            /**
             * Place
             * @description Site, room, rack: as people name it.
             */
            readonly location?: string;
            /** City */
            readonly city?: string;
            /** Place */
            readonly address?: string;
            /** State */
            readonly state?: string;
            /**
             * Purchased on
             * @description A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
             */
            readonly purchasedOn?: string;
            /**
             * Installed on
             * @description A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
             */
            readonly installedOn?: string;
            /**
             * Warranty from
             * @description A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
             */
            readonly warrantyFromOn?: string;
            /**
             * Warranty until
             * @description A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
             */
            readonly warrantyUntilOn?: string;
            /** Warranty by */
            readonly warrantyBy?: string;
            /**
             * Owner
             * @description The customer, by the id it has in a connection.
             */
            readonly owner?: components["schemas"]["reference"];
            /**
             * National code
             * @description Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.
             */
            readonly ownerNationalCode?: string;
            /**
             * Legal national id
             * @description Eleven digits as text.
             */
            readonly ownerLegalId?: string;
            /**
             * Mobile
             * @description +98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.
             */
            readonly ownerMobile?: string;
            /**
             * Contract
             * @description The agreement under which it is provided and kept.
             */
            readonly contract?: components["schemas"]["reference"];
            /**
             * Contract number
             * @description As the same connection numbers its contracts.
             */
            readonly contractNumber?: string;
            /**
             * Product
             * @description What it is in the list of products.
             */
            readonly product?: components["schemas"]["reference"];
            /**
             * Service
             * @description The service of the customer that it is used for.
             */
            readonly service?: components["schemas"]["reference"];
            /**
             * SLA
             * @description Key of a policy under /v1/sla-policies.
             */
            readonly slaPolicy?: string;
            /**
             * OLA
             * @description Key of a policy under /v1/sla-policies.
             */
            readonly olaPolicy?: string;
            /**
             * Part of
             * @description The equipment that it is built into.
             */
            readonly partOf?: components["schemas"]["reference"];
            /** Description */
            readonly description?: string;
            /**
             * Same as
             * @description Records of other connections that this one knows to be the same.
             */
            readonly sameAs?: readonly components["schemas"]["reference"][];
        };
        /**
         * Product
         * @description A product that the organisation sells: base data, from a system or kept in the hub.
         */
        readonly product: {
            /**
             * Code
             * @description Unique within its connection.
             */
            readonly productCode?: string;
            /** Name */
            readonly name: string;
            /** Name in English */
            readonly nameEn?: string;
            /**
             * Kind
             * @description A word of a list that the organisation defines; prices and suggestions go by it.
             */
            readonly kind?: string;
            /** Group */
            readonly group?: string;
            /**
             * Life cycle
             * @description draft → active → suspended → retired; without it, draft.
             * @enum {string}
             */
            readonly lifeCycle?: "draft" | "active" | "suspended" | "retired";
            /**
             * Offered from
             * @description A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
             */
            readonly validFromOn?: string;
            /**
             * Offered until
             * @description A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
             */
            readonly validUntilOn?: string;
            /**
             * Side item
             * @description Sold only beside something else.
             */
            readonly isSideItem?: boolean;
            /**
             * Price (rial)
             * @description Of one unit, before rules.
             */
            readonly priceRial?: number;
            /** Lowest price (rial) */
            readonly minPriceRial?: number;
            /** Highest price (rial) */
            readonly maxPriceRial?: number;
            /** Unit */
            readonly unit?: string;
            /** Manufacturer */
            readonly manufacturer?: string;
            /** Model */
            readonly model?: string;
            /** Specifications */
            readonly specifications?: readonly components["schemas"]["specification"][];
            /**
             * Services
             * @description Offered services that go with it.
             */
            readonly servicePlans?: readonly components["schemas"]["reference"][];
            /**
             * Requires
             * @description What must be bought or had with it.
             */
            readonly requires?: readonly components["schemas"]["reference"][];
            /**
             * Goes with
             * @description What is suggested beside it.
             */
            readonly goesWith?: readonly components["schemas"]["reference"][];
            /** Replaces */
            readonly replaces?: readonly components["schemas"]["reference"][];
            /** Upgrades to */
            readonly upgradesTo?: readonly components["schemas"]["reference"][];
            /**
             * SLA
             * @description Key of a policy under /v1/sla-policies.
             */
            readonly slaPolicy?: string;
            /** Description */
            readonly description?: string;
            /**
             * Same as
             * @description Records of other connections that this one knows to be the same.
             */
            readonly sameAs?: readonly components["schemas"]["reference"][];
        };
        /**
         * Offered service
         * @description A service as the organisation offers it: base data, from a system or kept in the hub. What a customer uses of it is a `service`.
         */
        readonly "service-plan": {
            /**
             * Code
             * @description Unique within its connection.
             */
            readonly serviceCode?: string;
            /** Name */
            readonly name: string;
            /** Name in English */
            readonly nameEn?: string;
            /**
             * Kind
             * @description A word of a list that the organisation defines; prices and suggestions go by it.
             */
            readonly kind?: string;
            /** Group */
            readonly group?: string;
            /**
             * Life cycle
             * @description draft → active → suspended → retired; without it, draft.
             * @enum {string}
             */
            readonly lifeCycle?: "draft" | "active" | "suspended" | "retired";
            /**
             * Offered from
             * @description A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
             */
            readonly validFromOn?: string;
            /**
             * Offered until
             * @description A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
             */
            readonly validUntilOn?: string;
            /**
             * Side item
             * @description Sold only beside something else.
             */
            readonly isSideItem?: boolean;
            /**
             * Price (rial)
             * @description Of one unit, before rules.
             */
            readonly priceRial?: number;
            /** Lowest price (rial) */
            readonly minPriceRial?: number;
            /** Highest price (rial) */
            readonly maxPriceRial?: number;
            /** Unit */
            readonly unit?: string;
            /** Duration (months) */
            readonly durationMonths?: number;
            /**
             * Products
             * @description Products that go with it.
             */
            readonly products?: readonly components["schemas"]["reference"][];
            /**
             * Requires
             * @description What must be bought or had with it.
             */
            readonly requires?: readonly components["schemas"]["reference"][];
            /**
             * Goes with
             * @description What is suggested beside it.
             */
            readonly goesWith?: readonly components["schemas"]["reference"][];
            /** Replaces */
            readonly replaces?: readonly components["schemas"]["reference"][];
            /** Upgrades to */
            readonly upgradesTo?: readonly components["schemas"]["reference"][];
            /**
             * SLA
             * @description Key of a policy under /v1/sla-policies.
             */
            readonly slaPolicy?: string;
            /** Description */
            readonly description?: string;
            /**
             * Same as
             * @description Records of other connections that this one knows to be the same.
             */
            readonly sameAs?: readonly components["schemas"]["reference"][];
        };
        /**
         * Order
         * @description What a customer asks to buy, renew or change, from draft to delivery; belongs to the customer it names.
         */
        readonly order: {
            /** Order number */
            readonly orderNumber?: string;
            /**
             * Kind
             * @enum {string}
             */
            readonly kind?: "new" | "renewal" | "change";
            /**
             * State
             * @enum {string}
             */
            readonly state?: "draft" | "submitted" | "rejected" | "approved" | "inDelivery" | "delivered" | "cancelled";
            /**
             * Ordered at
             * Format: date-time
             * @description An instant, RFC 3339.
             */
            readonly orderedAt?: string;
            /** Lines */
            readonly lines?: readonly {
                /**
                 * Item
                 * @description Code of a product or service.
                 */
                readonly item: string;
                /**
                 * Type
                 * @enum {string}
                 */
                readonly itemType?: "product" | "service";
                /** Title */
                readonly title?: string;
                /** Quantity */
                readonly quantity?: number;
                /** Unit price (rial) */
                readonly unitPriceRial?: number;
                /** Discount (rial) */
                readonly discountRial?: number;
                /** Net (rial) */
                readonly netRial?: number;
                /** Side item */
                readonly isSideItem?: boolean;
                /**
                 * Added by
                 * @description The rule or the answer that added it.
                 */
                readonly addedBy?: string;
            }[];
            /** Gross (rial) */
            readonly grossRial?: number;
            /** Discount (rial) */
            readonly discountRial?: number;
            /** Extra costs (rial) */
            readonly extrasRial?: number;
            /** Tax (rial) */
            readonly taxRial?: number;
            /** To pay (rial) */
            readonly amountRial?: number;
            /**
             * Configuration
             * @description Key and version of the configuration that it was chosen by: `adsl:3`.
             */
            readonly configuration?: string;
            /** Answers */
            readonly answers?: readonly {
                /** Question */
                readonly question: string;
                /** Values */
                readonly values: readonly string[];
            }[];
            /** City */
            readonly city?: string;
            /** Centre */
            readonly centre?: string;
            /** Agency */
            readonly agency?: string;
            /** Sales person */
            readonly salesPerson?: string;
            /** Description */
            readonly description?: string;
            /**
             * Customer
             * @description The customer, by the id it has in a connection.
             */
            readonly customer?: components["schemas"]["reference"];
            /** Customer name */
            readonly customerName?: string;
            /**
             * National code
             * @description Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.
             */
            readonly customerNationalCode?: string;
            /**
             * Legal national id
             * @description Eleven digits as text.
             */
            readonly customerLegalId?: string;
            /**
             * Mobile
             * @description +98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.
             */
            readonly customerMobile?: string;
        };
        /**
         * Payment
         * @description A payment, from the request on; belongs to the customer who pays.
         */
        readonly payment: {
            /**
             * Reference
             * @description The gateway's own handle of the payment.
             */
            readonly reference: string;
            /**
             * State
             * @enum {string}
             */
            readonly state: "requested" | "confirmed" | "failed" | "refunded";
            /** Amount (rial) */
            readonly amountRial: number;
            /** Invoice number */
            readonly invoiceNumber?: string;
            /** Order number */
            readonly orderNumber?: string;
            /** Payer */
            readonly payerName?: string;
            /**
             * National code
             * @description Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.
             */
            readonly payerNationalCode?: string;
            /**
             * Legal national id
             * @description Eleven digits as text.
             */
            readonly payerLegalId?: string;
            /**
             * Mobile
             * @description +98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.
             */
            readonly payerMobile?: string;
            /** E-mail */
            readonly payerEmail?: string;
            /** Trace number */
            readonly traceNumber?: string;
            /**
             * Card (masked)
             * @description First six and last four digits; a full card number is masked before it is stored.
             */
            readonly cardMask?: string;
            /** Card hash */
            readonly cardHash?: string;
            /** Fee (rial) */
            readonly feeRial?: number;
            /** Failure code */
            readonly failureCode?: string;
            /** Failure */
            readonly failureText?: string;
            /**
             * Requested at
             * Format: date-time
             * @description An instant, RFC 3339.
             */
            readonly requestedAt?: string;
            /**
             * Confirmed at
             * Format: date-time
             * @description An instant, RFC 3339.
             */
            readonly confirmedAt?: string;
            /**
             * Failed at
             * Format: date-time
             * @description An instant, RFC 3339.
             */
            readonly failedAt?: string;
            /**
             * Refunded at
             * Format: date-time
             * @description An instant, RFC 3339.
             */
            readonly refundedAt?: string;
            /** Description */
            readonly description?: string;
            /**
             * Customer
             * @description The customer, by the id it has in a connection.
             */
            readonly customer?: components["schemas"]["reference"];
        };
        /**
         * Invoice
         * @description A proforma or invoice; belongs to the customer it names.
         */
        readonly invoice: {
            /** Invoice number */
            readonly invoiceNumber: string;
            /**
             * Kind
             * @enum {string}
             */
            readonly kind?: "proforma" | "invoice" | "credit";
            /**
             * State
             * @enum {string}
             */
            readonly state?: "draft" | "issued" | "partlyPaid" | "paid" | "cancelled";
            /** Amount (rial) */
            readonly amountRial: number;
            /** Paid (rial) */
            readonly paidRial?: number;
            /** Tax (rial) */
            readonly taxRial?: number;
            /**
             * Issued at
             * Format: date-time
             * @description An instant, RFC 3339.
             */
            readonly issuedAt?: string;
            /**
             * Due on
             * @description A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
             */
            readonly dueOn?: string;
            /** Description */
            readonly description?: string;
            /** Lines */
            readonly lines?: readonly {
                /** Title */
                readonly title: string;
                /** Quantity */
                readonly quantity?: number;
                /** Amount (rial) */
                readonly amountRial: number;
            }[];
            /**
             * Customer
             * @description The customer, by the id it has in a connection.
             */
            readonly customer?: components["schemas"]["reference"];
            /** Customer name */
            readonly customerName?: string;
            /**
             * National code
             * @description Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.
             */
            readonly customerNationalCode?: string;
            /**
             * Legal national id
             * @description Eleven digits as text.
             */
            readonly customerLegalId?: string;
            /**
             * Mobile
             * @description +98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.
             */
            readonly customerMobile?: string;
        };
        /**
         * Message
         * @description A communication with a customer: SMS, e-mail, fax, call, letter.
         */
        readonly message: {
            /**
             * Channel
             * @enum {string}
             */
            readonly channel: "sms" | "email" | "fax" | "call" | "letter" | "chat" | "push";
            /**
             * Direction
             * @enum {string}
             */
            readonly direction: "outbound" | "inbound";
            /**
             * State
             * @enum {string}
             */
            readonly state: "queued" | "sent" | "delivered" | "failed" | "received" | "read";
            /**
             * To
             * @description Attaches an outbound message to its receiver.
             */
            readonly to?: string;
            /**
             * From
             * @description Attaches an inbound message to its sender.
             */
            readonly from?: string;
            /** Subject */
            readonly subject?: string;
            /** Text */
            readonly text?: string;
            /**
             * Reference
             * @description The provider's own handle of the message.
             */
            readonly reference?: string;
            /** Template */
            readonly template?: string;
            /** Cost (rial) */
            readonly costRial?: number;
            /** Failure code */
            readonly failureCode?: string;
            /**
             * Sent at
             * Format: date-time
             * @description An instant, RFC 3339.
             */
            readonly sentAt?: string;
            /**
             * Delivered at
             * Format: date-time
             * @description An instant, RFC 3339.
             */
            readonly deliveredAt?: string;
            /**
             * Received at
             * Format: date-time
             * @description An instant, RFC 3339.
             */
            readonly receivedAt?: string;
            /**
             * Customer
             * @description The customer, by the id it has in a connection.
             */
            readonly customer?: components["schemas"]["reference"];
            /** Customer name */
            readonly customerName?: string;
            /**
             * National code
             * @description Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.
             */
            readonly customerNationalCode?: string;
            /**
             * Legal national id
             * @description Eleven digits as text.
             */
            readonly customerLegalId?: string;
            /**
             * Mobile
             * @description +98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.
             */
            readonly customerMobile?: string;
        };
    };
    responses: {
        /** @description A page for people */
        readonly page: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /** @example <!doctype html> */
                readonly "text/html": string;
            };
        };
        /** @description The run */
        readonly run: {
            headers: {
                readonly ETag: components["headers"]["ETag"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Run"];
            };
        };
        /** @description The source as it is now */
        readonly source: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "name": "customers",
                 *       "kind": "poll",
                 *       "state": "paused",
                 *       "cursor": "42",
                 *       "healthy": true
                 *     }
                 */
                readonly "application/json": components["schemas"]["Source"];
            };
        };
        /** @description The action */
        readonly runAction: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["RunAction"];
            };
        };
        /** @description The work item */
        readonly workItem: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "id": "01jdm2v8n3q4r5s6t7v8w9x0yz",
                 *       "run": "01jdm2v8n3q4r5s6t7v8w9x0yz",
                 *       "flow": "customer-sync",
                 *       "element": "checkDuplicate",
                 *       "candidateGroups": [
                 *         "stewards"
                 *       ],
                 *       "candidateUsers": [],
                 *       "priority": 50,
                 *       "createdAt": "2026-11-24T10:00:00.000Z",
                 *       "seq": 3
                 *     }
                 */
                readonly "application/json": components["schemas"]["WorkItem"];
            };
        };
        /** @description The calendar */
        readonly calendar: {
            headers: {
                readonly ETag: components["headers"]["ETag"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["BusinessCalendar"];
            };
        };
        /** @description A page of calendars */
        readonly calendarPage: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "items": [],
                 *       "next": null
                 *     }
                 */
                readonly "application/json": {
                    readonly items?: readonly components["schemas"]["BusinessCalendar"][];
                } & components["schemas"]["Page"];
            };
        };
        /** @description The case */
        readonly case: {
            headers: {
                readonly ETag: components["headers"]["ETag"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Case"];
            };
        };
        /** @description The clock */
        readonly slaClock: {
            headers: {
                readonly ETag: components["headers"]["ETag"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["SlaClock"];
            };
        };
        /** @description The work item */
        readonly caseWorkItem: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["CaseWorkItem"];
            };
        };
        /** @description The rule set */
        readonly ruleSet: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "key": "payment-risk",
                 *       "version": 1,
                 *       "title": {
                 *         "en": "Payment risk",
                 *         "fa": "ریسک پرداخت"
                 *       },
                 *       "state": "published",
                 *       "rules": [
                 *         {
                 *           "name": "large amount",
                 *           "when": "amountRial > 500000000",
                 *           "set": {
                 *             "risk": "\"high\""
                 *           }
                 *         }
                 *       ],
                 *       "createdAt": "2026-11-24T10:00:00.000Z",
                 *       "author": "admin",
                 *       "effectiveFrom": "2026-11-24T10:00:00.000Z"
                 *     }
                 */
                readonly "application/json": components["schemas"]["RuleSet"];
            };
        };
        /** @description What the outside system expects, in its own words */
        readonly callbackReply: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "*/*": unknown;
            };
        };
        /**
         * @description Any other problem: 400 `badInput`, 401 `unauthenticated`, 403 `forbidden`, 429 `rateLimited`,
         *     500 `internal`, 503 `databaseUnavailable` or `shuttingDown`.
         */
        readonly problem: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:peyvand:problem:forbidden",
                 *       "title": "Not allowed",
                 *       "status": 403,
                 *       "detail": "The key lacks the scope flows:deploy.",
                 *       "code": "forbidden",
                 *       "errors": [],
                 *       "remedy": "Ask for a key that has the scope named in `detail`.",
                 *       "traceId": "0b7e5c1e-6a51-4c58-9d4f-55c8a51f0b7e"
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description Any other problem: 400 `badInput` or `malformedBody`, 401 `unauthenticated`, 403 `forbidden`,
         *     409 `requestInProgress`, 413 `bodyTooLarge`, 415 `unsupportedMediaType`, 422 `idempotencyKeyReused`
         *     or `variablesTooLarge`, 429 `rateLimited`, 500 `internal`, 503 `databaseUnavailable`, `overloaded` or
         *     `shuttingDown`.
         */
        readonly writeProblem: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:peyvand:problem:badInput",
                 *       "title": "The input is not valid",
                 *       "status": 400,
                 *       "detail": "1 field is not valid.",
                 *       "code": "badInput",
                 *       "errors": [
                 *         {
                 *           "path": "correlationKye",
                 *           "message": "is not known here"
                 *         }
                 *       ],
                 *       "remedy": "Correct the fields named in `errors` and send the request again.",
                 *       "traceId": "0b7e5c1e-6a51-4c58-9d4f-55c8a51f0b7e"
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description Any other problem: 400 `badInput`, 413 `bodyTooLarge`, 429 `rateLimited`, 500 `internal`,
         *     503 `databaseUnavailable`, `remoteUnavailable`, `misconfigured` or `shuttingDown`.
         */
        readonly publicProblem: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `notFound`: nothing has that id */
        readonly notFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `adapterNotFound` */
        readonly adapterNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `connectionNotFound` */
        readonly connectionNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `connectionNotFound` or `operationNotFound` */
        readonly operationNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `connectionNotFound` or `sourceNotFound` */
        readonly sourceNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `soapServiceNotFound` */
        readonly soapServiceNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `profileNotFound` */
        readonly profileNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `matchDecisionNotFound` */
        readonly matchDecisionNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `matchReviewNotFound` */
        readonly matchReviewNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `survivorshipPolicyNotFound` */
        readonly survivorshipPolicyNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `importNotFound` */
        readonly importNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `erasureNotFound` */
        readonly erasureNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `backgroundOperationNotFound` */
        readonly backgroundOperationNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `flowNotFound` */
        readonly flowNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `formNotFound` */
        readonly formNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `runNotFound` */
        readonly runNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `jobNotFound`: it is done, its run went another way, or it never was */
        readonly jobNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `runActionNotFound` */
        readonly runActionNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `workItemNotFound` */
        readonly workItemNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `calendarNotFound` */
        readonly calendarNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `calendarNeverOpen`: not enough open time within reach */
        readonly calendarNeverOpen: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `clockNotFound` */
        readonly clockNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `caseNotFound` */
        readonly caseNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `caseTypeNotFound` */
        readonly caseTypeNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The record */
        readonly record: {
            headers: {
                readonly ETag: components["headers"]["ETag"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "service-plan",
                 *       "id": "adsl-16",
                 *       "connection": "hub",
                 *       "version": "1",
                 *       "at": "2026-11-24T10:00:00.000Z",
                 *       "receivedAt": "2026-11-24T10:00:00.000Z",
                 *       "profileId": "01jdm2v8n3q4r5s6t7v8w9x0yz",
                 *       "data": {
                 *         "lifeCycle": "draft",
                 *         "serviceCode": "adsl-16",
                 *         "name": "اینترنت ۱۶ مگابیت",
                 *         "priceRial": 3900000
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["Record"];
            };
        };
        /** @description Kept */
        readonly statementKept: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "id": "3f0c7d1e9a"
                 *     }
                 */
                readonly "application/json": {
                    readonly id: components["schemas"]["Id"];
                };
            };
        };
        /** @description The segment */
        readonly segment: {
            headers: {
                readonly ETag: components["headers"]["ETag"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Segment"];
            };
        };
        /** @description `segmentNotFound` */
        readonly segmentNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such record */
        readonly recordNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `definitionNotFound` */
        readonly definitionNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `attachmentNotFound` */
        readonly attachmentNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `attachmentRefused` */
        readonly attachmentRefused: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The event */
        readonly ruleEvent: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "id": "order-1405-77",
                 *       "event": "order.new",
                 *       "at": "2026-11-24T10:00:00.000Z",
                 *       "raisedAt": "2026-11-24T10:00:00.000Z",
                 *       "state": "done",
                 *       "facts": {
                 *         "city": "تهران",
                 *         "quantity": 3
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["RuleEvent"];
            };
        };
        /** @description `ruleEventNotFound` */
        readonly ruleEventNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `ruleSetNotFound` */
        readonly ruleSetNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `callbackRefused`: the source does not believe it */
        readonly callbackRefused: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `conflict`: its present state does not allow this; or `requestInProgress` */
        readonly conflict: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `jobLockLost`: the lock has run out and somebody else has the job; or `requestInProgress` */
        readonly jobLockLost: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `workItemTaken` or `workItemClosed`; or `requestInProgress` */
        readonly workItemTaken: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `preconditionFailed`: it was changed since */
        readonly preconditionFailed: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `migrationRefused`: why not, element by element, in `errors`; or `idempotencyKeyReused` */
        readonly migrationRefused: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `modelRefused`: every problem of the models in `errors`; or `idempotencyKeyReused` */
        readonly modelRefused: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:peyvand:problem:modelRefused",
                 *       "title": "The flow cannot be deployed",
                 *       "status": 422,
                 *       "detail": "1 problem in 1 file.",
                 *       "code": "modelRefused",
                 *       "errors": [
                 *         {
                 *           "path": "payment.bpmn/isPaid",
                 *           "element": "isPaid",
                 *           "message": "has no default flow; say what happens when no condition holds"
                 *         }
                 *       ],
                 *       "remedy": "Correct every problem in `errors`; each names its element.",
                 *       "traceId": "0b7e5c1e-6a51-4c58-9d4f-55c8a51f0b7e"
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `remoteRefused`: the outside system understood and said no; or `idempotencyKeyReused` */
        readonly remoteRefused: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `remoteUnreadable` */
        readonly remoteUnreadable: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `remoteUnavailable` or `misconfigured`; or `databaseUnavailable`, `shuttingDown` */
        readonly remoteUnavailable: {
            headers: {
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `outcomeUnknown`: it was sent and never answered; do not repeat it blindly */
        readonly outcomeUnknown: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description How many items at most. */
        readonly limit: number;
        /** @description The `next` of the page before. */
        readonly after: string;
        /** @description Any text of your own, unique for each request; kept 24 hours. */
        readonly idempotencyKey: string;
        /** @description Kept on what this request causes, and returned. Taken by every operation. */
        readonly correlationId: string;
        /** @description The `ETag` of the version that the change is meant for. */
        readonly ifMatch: string;
        /** @example zarinpal */
        readonly adapterName: components["schemas"]["Name"];
        /** @example zarinpal-tehran */
        readonly connectionName: components["schemas"]["ConnectionName"];
        /**
         * @description CustomerService, AccountingService or MessageService; with 12 behind it, over SOAP 1.2.
         * @example CustomerService
         */
        readonly soapService: string;
        /** @example zarinpal-tehran */
        readonly callbackConnection: components["schemas"]["ConnectionName"];
        /** @example verifyPayment */
        readonly operationName: components["schemas"]["Name"];
        /** @example payerReturned */
        readonly sourceName: components["schemas"]["Name"];
        /**
         * @description Key of a segment.
         * @example tehran-debtors
         */
        readonly segment: string;
        readonly profileId: components["schemas"]["Id"];
        readonly matchDecisionId: components["schemas"]["Id"];
        readonly importId: components["schemas"]["Id"];
        readonly erasureId: components["schemas"]["Id"];
        readonly backgroundOperationId: components["schemas"]["Id"];
        /** @example invoice-payment */
        readonly flowKey: components["schemas"]["Name"];
        /** @example approval */
        readonly formId: string;
        readonly runId: components["schemas"]["Id"];
        readonly runActionId: components["schemas"]["Id"];
        readonly jobId: components["schemas"]["LongId"];
        readonly workItemId: components["schemas"]["LongId"];
        /** @example 2 */
        readonly ruleSetVersion: number;
        /** @description Keep it from deciding until somebody else approves it. */
        readonly asDraft: boolean;
        /** @description Why; kept with the version. */
        readonly changeReason: string;
        /** @description From when on it decides; now unless given. */
        readonly effectiveFrom: components["schemas"]["Instant"];
        readonly versionQuery: number;
        /** @example support-tehran */
        readonly calendarKey: components["schemas"]["Name"];
        /** @example product */
        readonly recordType: components["schemas"]["EntityType"];
        /** @example ticket */
        readonly definitionKey: components["schemas"]["Name"];
        readonly caseId: components["schemas"]["Id"];
        readonly trackingCode: string;
        /** @example payment-risk */
        readonly ruleSetKey: components["schemas"]["Name"];
    };
    requestBodies: {
        readonly ruleApproval: {
            readonly content: {
                /**
                 * @example {
                 *       "reason": "checked against the tariff of 1405"
                 *     }
                 */
                readonly "application/json": components["schemas"]["RuleApproval"];
            };
        };
        readonly intervention: {
            readonly content: {
                /**
                 * @example {
                 *       "reason": "the customer withdrew the order"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Intervention"];
            };
        };
        readonly assignee: {
            readonly content: {
                /**
                 * @example {
                 *       "assignee": "sara"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Assignment"];
            };
        };
    };
    headers: {
        /** @description The version; send it back in `If-Match`. */
        readonly ETag: string;
        /** @description Where it is. */
        readonly Location: string;
        /** @description Seconds after which another try is worth making. */
        readonly RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly landingPage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["page"];
        };
    };
    readonly getHealth: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Alive */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "alive"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    readonly getReadiness: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Everything is green */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ready",
                     *       "checks": [
                     *         {
                     *           "name": "database",
                     *           "ok": true,
                     *           "message": "answers in 2 ms"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Something is red */
            readonly 503: {
                headers: {
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "notReady",
                     *       "checks": [
                     *         {
                     *           "name": "database",
                     *           "ok": true,
                     *           "message": "answers in 2 ms"
                     *         },
                     *         {
                     *           "name": "source erp-main/customers",
                     *           "ok": false,
                     *           "message": "silent since 2026-11-24T10:00:00.000Z, promised every 60 s"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    readonly getMetrics: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The Prometheus text format */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example # TYPE peyvand_http_seconds histogram
                     *     peyvand_http_seconds_count{operation="publishMessage",status="202"} 5190
                     */
                    readonly "text/plain": string;
                };
            };
        };
    };
    readonly getOpenapiYaml: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description This document as it is written */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example openapi: 3.1.0 */
                    readonly "application/yaml": string;
                };
            };
        };
    };
    readonly getOpenapiJson: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The bundled document */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "openapi": "3.1.0"
                     *     }
                     */
                    readonly "application/json": Record<string, never>;
                };
            };
        };
    };
    readonly getAsyncapi: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The AsyncAPI document of events and commands */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example asyncapi: 3.0.0 */
                    readonly "application/yaml": string;
                };
            };
        };
    };
    readonly readDocs: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["page"];
        };
    };
    readonly listAdapters: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of adapters, by name */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "zarinpal",
                     *           "kind": "payment-gateways",
                     *           "title": {
                     *             "en": "ZarinPal",
                     *             "fa": "زرین‌پال"
                     *           },
                     *           "summary": "Take and verify card payments on the web."
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["AdapterSummary"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getAdapter: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example zarinpal */
                readonly name: components["parameters"]["adapterName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The adapter */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "kavenegar",
                     *       "kind": "messaging",
                     *       "title": {
                     *         "en": "Kavenegar",
                     *         "fa": "کاوه‌نگار"
                     *       },
                     *       "summary": "Send SMS and read their delivery.",
                     *       "settings": {
                     *         "type": "object",
                     *         "properties": {
                     *           "apiKey": {
                     *             "type": "string",
                     *             "secret": true
                     *           }
                     *         }
                     *       },
                     *       "settingsExample": {
                     *         "apiKey": "***"
                     *       },
                     *       "operations": [
                     *         {
                     *           "name": "sendMessage",
                     *           "title": {
                     *             "en": "Send a message",
                     *             "fa": "فرستادن پیام"
                     *           },
                     *           "summary": "Sends one SMS.",
                     *           "effect": "idempotent",
                     *           "timeoutMs": 15000,
                     *           "input": {
                     *             "type": "object"
                     *           },
                     *           "output": {
                     *             "type": "object"
                     *           },
                     *           "example": {
                     *             "input": {
                     *               "receiver": "09121234567",
                     *               "text": "سلام"
                     *             },
                     *             "output": {
                     *               "messageId": "8792343"
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "sources": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Adapter"];
                };
            };
            readonly 404: components["responses"]["adapterNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly importDescription: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                /** @example zarinpal */
                readonly name: components["parameters"]["adapterName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "document": "openapi: 3.0.3\ninfo: { title: Orders, version: '1' }\nservers: [{ url: https://shop.example.ir/api }]\npaths: {}\n"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Description"];
            };
        };
        readonly responses: {
            /** @description The draft */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "adapter": "rest",
                     *       "settings": {
                     *         "baseUrl": "https://shop.example.ir/api",
                     *         "operations": {}
                     *       },
                     *       "skipped": [
                     *         {
                     *           "name": "uploadPhoto",
                     *           "reason": "its body is multipart/form-data"
                     *         }
                     *       ],
                     *       "open": [
                     *         "createOrder: say in `effect` whether it may be repeated"
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["DescribedSettings"];
                };
            };
            readonly 404: components["responses"]["adapterNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listConnections: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of connections, by name */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["Connection"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly createConnection: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "zarinpal-tehran",
                 *       "adapter": "zarinpal",
                 *       "settings": {
                 *         "merchantId": "00000000-0000-0000-0000-000000000000"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["NewConnection"];
            };
        };
        readonly responses: {
            /** @description Created */
            readonly 201: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Connection"];
                };
            };
            readonly 404: components["responses"]["adapterNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly getConnection: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example zarinpal-tehran */
                readonly name: components["parameters"]["connectionName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The connection */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Connection"];
                };
            };
            readonly 404: components["responses"]["connectionNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly putConnection: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                /** @example zarinpal-tehran */
                readonly name: components["parameters"]["connectionName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "adapter": "zarinpal",
                 *       "settings": {
                 *         "merchantId": "***"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["ConnectionDraft"];
            };
        };
        readonly responses: {
            /** @description Replaced */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Connection"];
                };
            };
            /** @description Created */
            readonly 201: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Connection"];
                };
            };
            readonly 404: components["responses"]["adapterNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly deleteConnection: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                /** @example zarinpal-tehran */
                readonly name: components["parameters"]["connectionName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Removed */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 404: components["responses"]["connectionNotFound"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly checkConnection: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                /** @example zarinpal-tehran */
                readonly name: components["parameters"]["connectionName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What was found; also when it is not good */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": false,
                     *       "findings": [
                     *         {
                     *           "aspect": "reachable",
                     *           "ok": true,
                     *           "message": "connected in 12 ms"
                     *         },
                     *         {
                     *           "aspect": "login",
                     *           "ok": false,
                     *           "message": "the password is refused; set a new one"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ConnectionCheck"];
                };
            };
            readonly 404: components["responses"]["connectionNotFound"];
            readonly 503: components["responses"]["remoteUnavailable"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listOperations: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example zarinpal-tehran */
                readonly name: components["parameters"]["connectionName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All operations, by name */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["Operation"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly 404: components["responses"]["connectionNotFound"];
            readonly 503: components["responses"]["remoteUnavailable"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly callOperation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                /** @example zarinpal-tehran */
                readonly name: components["parameters"]["connectionName"];
                /** @example verifyPayment */
                readonly operation: components["parameters"]["operationName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "input": {
                 *         "receiver": "09121234567",
                 *         "text": "سلام"
                 *       },
                 *       "idempotencyKey": "welcome-9912"
                 *     }
                 */
                readonly "application/json": components["schemas"]["OperationCall"];
            };
        };
        readonly responses: {
            /** @description The outside system did it */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "output": {
                     *         "messageId": "8792343"
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["OperationResult"];
                };
            };
            /** @description `forbidden`, `consentMissing` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 404: components["responses"]["operationNotFound"];
            readonly 422: components["responses"]["remoteRefused"];
            readonly 502: components["responses"]["remoteUnreadable"];
            readonly 503: components["responses"]["remoteUnavailable"];
            readonly 504: components["responses"]["outcomeUnknown"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listSources: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example zarinpal-tehran */
                readonly name: components["parameters"]["connectionName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All sources, by name */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "customers",
                     *           "kind": "poll",
                     *           "state": "running",
                     *           "cursor": "2026-11-24 10:00:00.123456|42",
                     *           "lastSuccessAt": "2026-11-24T10:00:01.000Z",
                     *           "healthy": true
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["Source"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly 404: components["responses"]["connectionNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly pauseSource: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                /** @example zarinpal-tehran */
                readonly name: components["parameters"]["connectionName"];
                /** @example payerReturned */
                readonly source: components["parameters"]["sourceName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["source"];
            readonly 404: components["responses"]["sourceNotFound"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly resumeSource: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                /** @example zarinpal-tehran */
                readonly name: components["parameters"]["connectionName"];
                /** @example payerReturned */
                readonly source: components["parameters"]["sourceName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["source"];
            readonly 404: components["responses"]["sourceNotFound"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly pollSource: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                /** @example zarinpal-tehran */
                readonly name: components["parameters"]["connectionName"];
                /** @example payerReturned */
                readonly source: components["parameters"]["sourceName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["source"];
            readonly 404: components["responses"]["sourceNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly rewindSource: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                /** @example zarinpal-tehran */
                readonly name: components["parameters"]["connectionName"];
                /** @example payerReturned */
                readonly source: components["parameters"]["sourceName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "reason": "the view was corrected on Saturday"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Rewind"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["source"];
            readonly 404: components["responses"]["sourceNotFound"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly previewSource: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                /** @example zarinpal-tehran */
                readonly name: components["parameters"]["connectionName"];
                /** @example payerReturned */
                readonly source: components["parameters"]["sourceName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "limit": 5
                 *     }
                 */
                readonly "application/json": components["schemas"]["PreviewRequest"];
            };
        };
        readonly responses: {
            /** @description The first items of the page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "kind": "sourceRecord",
                     *           "type": "person",
                     *           "externalId": "17",
                     *           "version": "2026-11-24 10:00:00.123456",
                     *           "data": {
                     *             "firstName": "***",
                     *             "city": "اصفهان"
                     *           }
                     *         },
                     *         {
                     *           "kind": "sourceRecord",
                     *           "type": "person",
                     *           "externalId": "18",
                     *           "data": {
                     *             "nationalCode": "***"
                     *           },
                     *           "problem": "data/nationalCode: has a wrong check digit"
                     *         }
                     *       ],
                     *       "cursor": "2026-11-24 10:00:00.123456|18",
                     *       "more": true
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Preview"];
                };
            };
            readonly 404: components["responses"]["sourceNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 502: components["responses"]["remoteUnreadable"];
            readonly 503: components["responses"]["remoteUnavailable"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly ingestSourceRecords: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "records": [
                 *         {
                 *           "connection": "crm",
                 *           "type": "person",
                 *           "externalId": "1042",
                 *           "version": "17",
                 *           "data": {
                 *             "firstName": "مریم",
                 *             "lastName": "رضایی",
                 *             "nationalCode": "0012345679",
                 *             "mobile": "09121234567"
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["SourceRecords"];
            };
        };
        readonly responses: {
            /** @description One result for each record, in order */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {
                     *           "result": "created",
                     *           "profileId": "01jdm2v8n3q4r5s6t7v8w9x0yz"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["SourceRecordResults"];
                };
            };
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly publishMessage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Kept on what this request causes, and returned. Taken by every operation. */
                readonly "X-Correlation-Id"?: components["parameters"]["correlationId"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "customerRegistered",
                 *       "correlationKey": "1042",
                 *       "id": "crm-event-77120",
                 *       "variables": {
                 *         "customerId": "1042"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["NewMessage"];
            };
        };
        readonly responses: {
            /** @description Stored */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "messageId": "crm-event-77120",
                     *       "duplicate": false,
                     *       "runs": [
                     *         "01jdm2v8n3q4r5s6t7v8w9x0yz"
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PublishedMessage"];
                };
            };
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly broadcastSignal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "marketClosed",
                 *       "variables": {
                 *         "at": "2026-03-01T09:00:00Z"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["NewSignal"];
            };
        };
        readonly responses: {
            /** @description Who heard it */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "signalId": "b8c1",
                     *       "runs": [
                     *         "01jdm2v8n3q4r5s6t7v8w9x0yz"
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ToldSignal"];
                };
            };
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly receiveReturn: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example zarinpal-tehran */
                readonly connection: components["parameters"]["callbackConnection"];
                /** @example payerReturned */
                readonly source: components["parameters"]["sourceName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 403: components["responses"]["callbackRefused"];
            readonly 404: components["responses"]["sourceNotFound"];
            readonly "2XX": components["responses"]["callbackReply"];
            readonly "3XX": components["responses"]["callbackReply"];
            readonly default: components["responses"]["publicProblem"];
        };
    };
    readonly receiveCallback: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example zarinpal-tehran */
                readonly connection: components["parameters"]["callbackConnection"];
                /** @example payerReturned */
                readonly source: components["parameters"]["sourceName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "*/*": unknown;
            };
        };
        readonly responses: {
            readonly 403: components["responses"]["callbackRefused"];
            readonly 404: components["responses"]["sourceNotFound"];
            readonly "2XX": components["responses"]["callbackReply"];
            readonly "3XX": components["responses"]["callbackReply"];
            readonly default: components["responses"]["publicProblem"];
        };
    };
    readonly readWsdl: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description CustomerService, AccountingService or MessageService; with 12 behind it, over SOAP 1.2.
                 * @example CustomerService
                 */
                readonly service: components["parameters"]["soapService"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The document */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/xml": string;
                };
            };
            readonly 404: components["responses"]["soapServiceNotFound"];
            readonly default: components["responses"]["publicProblem"];
        };
    };
    readonly callSoap: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description CustomerService, AccountingService or MessageService; with 12 behind it, over SOAP 1.2.
                 * @example CustomerService
                 */
                readonly service: components["parameters"]["soapService"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "text/xml": string;
                readonly "application/soap+xml": string;
                readonly "application/xml": string;
            };
        };
        readonly responses: {
            /** @description The answer of the operation */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/xml": string;
                    readonly "application/soap+xml": string;
                };
            };
            readonly 404: components["responses"]["soapServiceNotFound"];
            /** @description A fault */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/xml": string;
                    readonly "application/soap+xml": string;
                };
            };
            readonly default: components["responses"]["publicProblem"];
        };
    };
    readonly listImports: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of imports */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["Import"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly createImport: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "customers.csv",
                 *       "connection": "excel",
                 *       "type": "person",
                 *       "idColumn": "کد",
                 *       "columns": {
                 *         "توضیح": null
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["NewImport"];
            };
        };
        readonly responses: {
            /** @description Created */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Import"];
                };
            };
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly getImport: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["importId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The import */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Import"];
                };
            };
            readonly 404: components["responses"]["importNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly receiveImportFile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["importId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "*/*": unknown;
            };
        };
        readonly responses: {
            /** @description The import */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Import"];
                };
            };
            readonly 404: components["responses"]["importNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly startImport: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["importId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "isTrial": true
                 *     }
                 */
                readonly "application/json": {
                    readonly isTrial: boolean;
                };
            };
        };
        readonly responses: {
            /** @description Begun */
            readonly 202: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Import"];
                };
            };
            readonly 404: components["responses"]["importNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listImportRows: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
                readonly outcome?: components["schemas"]["ImportOutcome"];
            };
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["importId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of rows, in their order */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "row": 3,
                     *           "outcome": "refused",
                     *           "reason": "data/lastName: must be string"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["ImportRow"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly 404: components["responses"]["importNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly listProfiles: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
                /**
                 * @description `nationalCode:…`, `mobile:…`, `iban:…`, `legalId:…`, `email:…`, `serial:…` of a device,
                 *     `external:<connection>:<id>`; numbers that a system gives with its connection: `assetTag:<connection>:…`,
                 *     also `terminalNumber`, `contractNumber`, `accountNumber`, `serviceNumber`, `productCode`, `serviceCode`.
                 *     Written as people write it; it is normalised before it is looked up.
                 * @example nationalCode:0012345679
                 */
                readonly identifier?: string;
                /**
                 * @description Words of names and numbers; all must occur. Letter variants, the half-space, honorifics and parts that are
                 *     written apart or joined make no difference: «سيد حسن‌زاده», «حسن زاده» and «حسنزاده» are found alike.
                 * @example رضایی
                 */
                readonly q?: string;
                /** @description Words of `q` may be the beginnings of words. */
                readonly prefix?: boolean;
                /** @description Key of a segment. With it (or `tag`) the list is by id, and a page may hold fewer than its limit. */
                readonly segment?: string;
                readonly tag?: string;
                readonly kind?: components["schemas"]["ProfileKind"];
                readonly updatedSince?: components["schemas"]["Instant"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of profiles */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["Profile"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getProfile: {
        readonly parameters: {
            readonly query?: {
                /** @description Adds where every attribute comes from and which other values there are. */
                readonly provenance?: boolean;
                /** @description The profile as it was at that instant. */
                readonly asOf?: components["schemas"]["Instant"];
            };
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The profile */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Profile"];
                };
            };
            /** @description Merged into another */
            readonly 301: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01jdm2v8n3q4r5s6t7v8w9x0yz",
                     *       "mergedInto": "01jdm2v8n3q4r5s6t7v8w9x0aa"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["MergedProfile"];
                };
            };
            readonly 404: components["responses"]["profileNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly listProfileSources: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of source records */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["ProfileSource"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly 404: components["responses"]["profileNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly listProfileHistory: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of changes */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["ProfileHistoryEntry"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly 404: components["responses"]["profileNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly listProfileRelations: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of ties */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "kind": "underContract",
                     *           "id": "01jdm2v8n3q4r5s6t7v8w9x0yz",
                     *           "type": "equipment",
                     *           "serial": "PX7-001",
                     *           "state": "installed"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["ProfileRelation"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly 404: components["responses"]["profileNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly listProfileTimeline: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of the timeline */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["TimelineItem"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly 404: components["responses"]["profileNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly listRelationships: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
                /** @example employs */
                readonly kind?: string;
                /** @description Only those that hold on that day. */
                readonly on?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of ties */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["Relationship"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly 404: components["responses"]["profileNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly addRelationship: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "kind": "employs",
                 *       "to": "01jdm2v8n3q4r5s6t7v8w9x0bb",
                 *       "role": "حسابدار",
                 *       "validFromOn": "2026-03-21"
                 *     }
                 */
                readonly "application/json": components["schemas"]["NewRelationship"];
            };
        };
        readonly responses: {
            readonly 201: components["responses"]["statementKept"];
            readonly 404: components["responses"]["profileNotFound"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly removeRelationship: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["profileId"];
                /** @example 3f0c7d1e9a */
                readonly relationship: components["schemas"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Taken back */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `profileNotFound`, `relationshipNotFound` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 409: components["responses"]["conflict"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly listConsents: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of statements */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["Consent"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly 404: components["responses"]["profileNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly addConsent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "purpose": "marketing",
                 *       "channel": "sms",
                 *       "state": "given",
                 *       "source": "form",
                 *       "proof": "form 1405/17"
                 *     }
                 */
                readonly "application/json": components["schemas"]["NewConsent"];
            };
        };
        readonly responses: {
            readonly 201: components["responses"]["statementKept"];
            readonly 404: components["responses"]["profileNotFound"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly checkConsent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "recipient": "0912 123 4567",
                 *       "purpose": "marketing",
                 *       "channel": "sms"
                 *     }
                 */
                readonly "application/json": components["schemas"]["ConsentQuestion"];
            };
        };
        readonly responses: {
            /** @description The verdict */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "isAllowed": false,
                     *       "reason": "nothingSaid"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ConsentVerdict"];
                };
            };
            readonly 404: components["responses"]["profileNotFound"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly putTag: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["profileId"];
                /** @example نمایشگاه */
                readonly tag: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It has the tag */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 404: components["responses"]["profileNotFound"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly deleteTag: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["profileId"];
                /** @example نمایشگاه */
                readonly tag: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It does not have the tag */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 404: components["responses"]["profileNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly listSegments: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["Segment"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly refreshSegments: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Under way */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BackgroundOperation"];
                };
            };
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly getSegment: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Key of a segment.
                 * @example tehran-debtors
                 */
                readonly segment: components["parameters"]["segment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["segment"];
            readonly 404: components["responses"]["segmentNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly putSegment: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                /**
                 * @description Key of a segment.
                 * @example tehran-debtors
                 */
                readonly segment: components["parameters"]["segment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "title": {
                 *         "en": "Debtors in Tehran",
                 *         "fa": "بدهکاران تهران"
                 *       },
                 *       "when": "city = \"تهران\" and debt.balanceRial > 10000000"
                 *     }
                 */
                readonly "application/json": components["schemas"]["NewSegment"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["segment"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listSegmentMembers: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Key of a segment.
                 * @example tehran-debtors
                 */
                readonly segment: components["parameters"]["segment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of ids */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly {
                            readonly id: components["schemas"]["Id"];
                        }[];
                    } & components["schemas"]["Page"];
                };
            };
            readonly 404: components["responses"]["segmentNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly putSegmentMember: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                /**
                 * @description Key of a segment.
                 * @example tehran-debtors
                 */
                readonly segment: components["parameters"]["segment"];
                /** @example 01jdm2v8n3q4r5s6t7v8w9x0yz */
                readonly profile: components["schemas"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is in the segment */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `segmentNotFound`, `profileNotFound` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly deleteSegmentMember: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                /**
                 * @description Key of a segment.
                 * @example tehran-debtors
                 */
                readonly segment: components["parameters"]["segment"];
                /** @example 01jdm2v8n3q4r5s6t7v8w9x0yz */
                readonly profile: components["schemas"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is not there by hand */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 404: components["responses"]["profileNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly explainProfile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The links between its records */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01jdm2v8n3q4r5s6t7v8w9x0yz",
                     *       "links": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ProfileExplanation"];
                };
            };
            readonly 404: components["responses"]["profileNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly listProfilePins: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The pins */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ProfilePins"];
                };
            };
            readonly 404: components["responses"]["profileNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly pinAttribute: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["profileId"];
                /** @example fullName */
                readonly attribute: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "value": "مریم رضایی",
                 *       "reason": "seen on the identity card"
                 *     }
                 */
                readonly "application/json": components["schemas"]["NewPin"];
            };
        };
        readonly responses: {
            /** @description Fixed */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 404: components["responses"]["profileNotFound"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly unpinAttribute: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["profileId"];
                /** @example fullName */
                readonly attribute: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Not fixed any more */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 404: components["responses"]["profileNotFound"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly mergeProfiles: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "with": "01jdm2v8n3q4r5s6t7v8w9x0bb",
                 *       "reason": "the customer said so"
                 *     }
                 */
                readonly "application/json": components["schemas"]["ProfileMerge"];
            };
        };
        readonly responses: {
            /** @description They are one */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "decision": "01jdm2v8n3q4r5s6t7v8w9x0yz",
                     *       "profiles": [
                     *         "01jdm2v8n3q4r5s6t7v8w9x0aa"
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["MatchDecided"];
                };
            };
            readonly 404: components["responses"]["profileNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly unmergeProfile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "sourceRecordIds": [
                 *         "3f0c7d1e9a"
                 *       ],
                 *       "reason": "father and son"
                 *     }
                 */
                readonly "application/json": components["schemas"]["ProfileSplit"];
            };
        };
        readonly responses: {
            /** @description They are apart */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "decision": "01jdm2v8n3q4r5s6t7v8w9x0yz",
                     *       "profiles": [
                     *         "01jdm2v8n3q4r5s6t7v8w9x0aa"
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["MatchDecided"];
                };
            };
            readonly 404: components["responses"]["profileNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly exportProfile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The document */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProfileExport"];
                };
            };
            readonly 404: components["responses"]["profileNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly eraseProfile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "reason": "request of the customer no. 1405/17"
                 *     }
                 */
                readonly "application/json": components["schemas"]["ErasureRequest"];
            };
        };
        readonly responses: {
            /** @description Begun, or under way already */
            readonly 202: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Erasure"];
                };
            };
            readonly 404: components["responses"]["profileNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listErasures: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of erasures */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["Erasure"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getErasure: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["erasureId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The erasure */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Erasure"];
                };
            };
            readonly 404: components["responses"]["erasureNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly liftErasure: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["erasureId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "reason": "became a customer again"
                 *     }
                 */
                readonly "application/json": components["schemas"]["ErasureRequest"];
            };
        };
        readonly responses: {
            /** @description The erasure */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Erasure"];
                };
            };
            readonly 404: components["responses"]["erasureNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listMatchReviews: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
                readonly reason?: components["schemas"]["MatchReviewReason"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of reviews; it may be shorter than the limit while records move */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["MatchReview"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly decideMatchReview: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "decision": "different",
                 *       "reason": "father and son"
                 *     }
                 */
                readonly "application/json": components["schemas"]["MatchVerdict"];
            };
        };
        readonly responses: {
            /** @description Decided */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "decision": "01jdm2v8n3q4r5s6t7v8w9x0yz",
                     *       "profiles": [
                     *         "01jdm2v8n3q4r5s6t7v8w9x0aa"
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["MatchDecided"];
                };
            };
            readonly 404: components["responses"]["matchReviewNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly rematchRecords: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Begun */
            readonly 202: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01jdm2v8n3q4r5s6t7v8w9x0rm",
                     *       "kind": "rematch-records",
                     *       "state": "running",
                     *       "done": 0,
                     *       "counts": {},
                     *       "by": "admin",
                     *       "createdAt": "2026-11-24T10:00:00.000Z",
                     *       "updatedAt": "2026-11-24T10:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["BackgroundOperation"];
                };
            };
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly explainMatch: {
        readonly parameters: {
            readonly query: {
                readonly profile: components["schemas"]["Id"];
                readonly with: components["schemas"]["Id"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The explanation */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "profiles": [
                     *         "01jdm2v8n3q4r5s6t7v8w9x0aa",
                     *         "01jdm2v8n3q4r5s6t7v8w9x0ab"
                     *       ],
                     *       "verdict": "different",
                     *       "reasons": [
                     *         "scoreTooLow"
                     *       ],
                     *       "sharedKeys": [],
                     *       "conflicts": [],
                     *       "decisions": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["MatchExplanation"];
                };
            };
            readonly 404: components["responses"]["profileNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly listMatchDecisions: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
                /** @description About this profile. */
                readonly profile?: components["schemas"]["Id"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of decisions */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["MatchDecision"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly undoMatchDecision: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["matchDecisionId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                /**
                 * @example {
                 *       "reason": "the wrong person"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Undoing"];
            };
        };
        readonly responses: {
            /** @description It does not stand any more */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "decision": "01jdm2v8n3q4r5s6t7v8w9x0yz",
                     *       "profiles": [
                     *         "01jdm2v8n3q4r5s6t7v8w9x0aa"
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["MatchDecided"];
                };
            };
            readonly 404: components["responses"]["matchDecisionNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listRecords: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
                /** @description Of this connection only; `hub` for those that are kept here. */
                readonly connection?: components["schemas"]["ConnectionName"];
                readonly offeredOn?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @example product */
                readonly type: components["parameters"]["recordType"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["Record"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getRecord: {
        readonly parameters: {
            readonly query?: {
                /** @description Whose record; without it, the one that is kept in the hub. */
                readonly connection?: components["schemas"]["ConnectionName"];
            };
            readonly header?: never;
            readonly path: {
                /** @example product */
                readonly type: components["parameters"]["recordType"];
                /** @example adsl-16 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["record"];
            readonly 404: components["responses"]["recordNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly putRecord: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                /** @example product */
                readonly type: components["parameters"]["recordType"];
                /** @example adsl-16 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "serviceCode": "adsl-16",
                 *       "name": "اینترنت ۱۶ مگابیت",
                 *       "kind": "adsl",
                 *       "priceRial": 3900000
                 *     }
                 */
                readonly "application/json": components["schemas"]["AnyObject"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["record"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly deleteRecord: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                /** @example product */
                readonly type: components["parameters"]["recordType"];
                /** @example adsl-16 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Gone */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 404: components["responses"]["recordNotFound"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listConfigurations: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["ConfigurationVersion"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getConfiguration: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The configuration */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ConfigurationVersion"];
                };
            };
            readonly 404: components["responses"]["definitionNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly putConfiguration: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "title": {
                 *         "en": "ADSL",
                 *         "fa": "ای‌دی‌اس‌ال"
                 *       },
                 *       "item": {
                 *         "product": {
                 *           "type": "service-plan",
                 *           "externalId": "adsl"
                 *         }
                 *       },
                 *       "questions": [
                 *         {
                 *           "key": "speed",
                 *           "title": {
                 *             "en": "Which speed?",
                 *             "fa": "چه سرعتی؟"
                 *           },
                 *           "kind": "choice",
                 *           "options": [
                 *             {
                 *               "key": "16",
                 *               "title": {
                 *                 "en": "16 Mb/s",
                 *                 "fa": "۱۶ مگابیت"
                 *               }
                 *             }
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["Configuration"];
            };
        };
        readonly responses: {
            /** @description The configuration as it rules now */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ConfigurationVersion"];
                };
            };
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly continueConfiguration: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "answers": {
                 *         "speed": "16"
                 *       },
                 *       "fact": {
                 *         "city": "تهران"
                 *       }
                 *     }
                 */
                readonly "application/json": {
                    readonly answers: components["schemas"]["ConfigurationAnswers"];
                    readonly fact?: components["schemas"]["AnyObject"];
                };
            };
        };
        readonly responses: {
            /** @description Where the dialogue stands */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Conversation"];
                };
            };
            readonly 404: components["responses"]["definitionNotFound"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly orderConfiguration: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "answers": {
                 *         "speed": "16"
                 *       },
                 *       "order": {
                 *         "customer": {
                 *           "connection": "crm",
                 *           "externalId": "1042"
                 *         }
                 *       }
                 *     }
                 */
                readonly "application/json": {
                    readonly id?: string;
                    readonly answers: components["schemas"]["ConfigurationAnswers"];
                    readonly fact?: components["schemas"]["AnyObject"];
                    /** @description Fields of `Order` beside those that the dialogue gives: the customer, city, agency … */
                    readonly order: {
                        readonly [key: string]: unknown;
                    };
                };
            };
        };
        readonly responses: {
            readonly 201: components["responses"]["record"];
            readonly 404: components["responses"]["definitionNotFound"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly getSurvivorshipPolicy: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The policy */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 3,
                     *       "policy": {
                     *         "priority": [
                     *           "erp",
                     *           "crm"
                     *         ]
                     *       },
                     *       "by": "admin",
                     *       "at": "2026-11-24T10:00:00.000Z",
                     *       "operation": "refold-profiles:3"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["SurvivorshipPolicyVersion"];
                };
            };
            readonly 404: components["responses"]["survivorshipPolicyNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly putSurvivorshipPolicy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "policy": {
                 *         "priority": [
                 *           "erp",
                 *           "crm"
                 *         ],
                 *         "attributes": {
                 *           "address": {
                 *             "criteria": [
                 *               "mostComplete",
                 *               "newest"
                 *             ]
                 *           }
                 *         }
                 *       },
                 *       "reason": "the ERP is cleaner"
                 *     }
                 */
                readonly "application/json": components["schemas"]["SurvivorshipPolicyChange"];
            };
        };
        readonly responses: {
            /** @description The policy */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 3,
                     *       "policy": {
                     *         "priority": [
                     *           "erp",
                     *           "crm"
                     *         ]
                     *       },
                     *       "by": "admin",
                     *       "at": "2026-11-24T10:00:00.000Z",
                     *       "operation": "refold-profiles:3"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["SurvivorshipPolicyVersion"];
                };
            };
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listSurvivorshipPolicies: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of versions */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["SurvivorshipPolicyVersion"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly listBackgroundOperations: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
                readonly kind?: string;
                readonly state?: components["schemas"]["BackgroundState"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of operations */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["BackgroundOperation"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getBackgroundOperation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["backgroundOperationId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The operation */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "refold-profiles:3",
                     *       "kind": "refold-profiles",
                     *       "state": "running",
                     *       "done": 1200,
                     *       "total": 5000,
                     *       "counts": {},
                     *       "by": "admin",
                     *       "createdAt": "2026-11-24T10:00:00.000Z",
                     *       "updatedAt": "2026-11-24T10:00:09.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["BackgroundOperation"];
                };
            };
            readonly 404: components["responses"]["backgroundOperationNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly pauseBackgroundOperation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["backgroundOperationId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The operation */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "refold-profiles:3",
                     *       "kind": "refold-profiles",
                     *       "state": "running",
                     *       "done": 1200,
                     *       "total": 5000,
                     *       "counts": {},
                     *       "by": "admin",
                     *       "createdAt": "2026-11-24T10:00:00.000Z",
                     *       "updatedAt": "2026-11-24T10:00:09.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["BackgroundOperation"];
                };
            };
            readonly 404: components["responses"]["backgroundOperationNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly resumeBackgroundOperation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["backgroundOperationId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The operation */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "refold-profiles:3",
                     *       "kind": "refold-profiles",
                     *       "state": "running",
                     *       "done": 1200,
                     *       "total": 5000,
                     *       "counts": {},
                     *       "by": "admin",
                     *       "createdAt": "2026-11-24T10:00:00.000Z",
                     *       "updatedAt": "2026-11-24T10:00:09.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["BackgroundOperation"];
                };
            };
            readonly 404: components["responses"]["backgroundOperationNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly cancelBackgroundOperation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["backgroundOperationId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The operation */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "refold-profiles:3",
                     *       "kind": "refold-profiles",
                     *       "state": "running",
                     *       "done": 1200,
                     *       "total": 5000,
                     *       "counts": {},
                     *       "by": "admin",
                     *       "createdAt": "2026-11-24T10:00:00.000Z",
                     *       "updatedAt": "2026-11-24T10:00:09.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["BackgroundOperation"];
                };
            };
            readonly 404: components["responses"]["backgroundOperationNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listChanges: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
                readonly kind?: components["schemas"]["ProfileKind"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Changes after the cursor */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": "12"
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["Change"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly listFlows: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of flows, by key */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["Flow"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly deployFlows: {
        readonly parameters: {
            readonly query?: {
                /** @description Say what would happen and deploy nothing. */
                readonly validateOnly?: boolean;
            };
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /** @example <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" /> */
                readonly "application/xml": string;
                readonly "text/xml": string;
                readonly "multipart/form-data": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description Valid; nothing was deployed (`validateOnly`) */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "deployed": [
                     *         {
                     *           "kind": "flow",
                     *           "key": "invoice-payment",
                     *           "version": 4,
                     *           "unchanged": false
                     *         }
                     *       ],
                     *       "warnings": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Deployment"];
                };
            };
            /** @description Deployed */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "deployed": [
                     *         {
                     *           "kind": "flow",
                     *           "key": "invoice-payment",
                     *           "version": 4,
                     *           "unchanged": false
                     *         }
                     *       ],
                     *       "warnings": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Deployment"];
                };
            };
            readonly 422: components["responses"]["modelRefused"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly getFlow: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example invoice-payment */
                readonly key: components["parameters"]["flowKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The flow */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Flow"];
                };
            };
            readonly 404: components["responses"]["flowNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly listFlowVersions: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path: {
                /** @example invoice-payment */
                readonly key: components["parameters"]["flowKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of versions */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["Flow"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly 404: components["responses"]["flowNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getFlowXml: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example invoice-payment */
                readonly key: components["parameters"]["flowKey"];
                /** @example 4 */
                readonly version: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The BPMN document */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" /> */
                    readonly "application/xml": string;
                };
            };
            readonly 404: components["responses"]["flowNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly listForms: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of forms, by id */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": components["schemas"]["FormPage"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getForm: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @example approval */
                readonly id: components["parameters"]["formId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The form */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "approval",
                     *       "version": 2,
                     *       "deployedAt": "2026-03-21T09:00:00.000Z",
                     *       "deployment": "0f9f3a52-6f0c-4a53-8b7e-0d6f6a3b9f10",
                     *       "contentHash": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                     *       "schema": {
                     *         "id": "approval",
                     *         "type": "default",
                     *         "components": []
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["DeployedForm"];
                };
            };
            readonly 404: components["responses"]["formNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly listFormVersions: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path: {
                /** @example approval */
                readonly id: components["parameters"]["formId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of versions */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": components["schemas"]["FormPage"];
                };
            };
            readonly 404: components["responses"]["formNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly startRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Kept on what this request causes, and returned. Taken by every operation. */
                readonly "X-Correlation-Id"?: components["parameters"]["correlationId"];
            };
            readonly path: {
                /** @example invoice-payment */
                readonly key: components["parameters"]["flowKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                /**
                 * @example {
                 *       "variables": {
                 *         "invoiceNumber": "1403-1177"
                 *       },
                 *       "businessKey": "1403-1177",
                 *       "waitMs": 2000
                 *     }
                 */
                readonly "application/json": components["schemas"]["NewRun"];
            };
        };
        readonly responses: {
            /** @description The run */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Run"];
                };
            };
            readonly 404: components["responses"]["flowNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listRuns: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
                /** @description Key of the flow. */
                readonly flow?: components["schemas"]["Name"];
                readonly state?: components["schemas"]["RunState"];
                readonly businessKey?: components["schemas"]["Id"];
                /** @description Id of the element at which the run stands. */
                readonly element?: components["schemas"]["Id"];
                /** @description Code of an open incident. */
                readonly incident?: components["schemas"]["Id"];
                readonly version?: number;
                /** @description Id of the run that called it. */
                readonly parent?: components["schemas"]["Id"];
                readonly correlationId?: components["schemas"]["Id"];
                readonly startedAfter?: components["schemas"]["Instant"];
                readonly startedBefore?: components["schemas"]["Instant"];
                readonly endedBefore?: components["schemas"]["Instant"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of runs */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["Run"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly listRunActions: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of actions */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["RunAction"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly beginRunAction: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "action": "retry",
                 *       "filter": {
                 *         "flow": "invoice-payment",
                 *         "state": "incident"
                 *       },
                 *       "reason": "the ERP is back"
                 *     }
                 */
                readonly "application/json": components["schemas"]["NewRunAction"];
            };
        };
        readonly responses: {
            /** @description Begun */
            readonly 202: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RunAction"];
                };
            };
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly getRunAction: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["runActionId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["runAction"];
            readonly 404: components["responses"]["runActionNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly listRunActionOutcomes: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
                /** @description Only the good ones or only the others. */
                readonly ok?: boolean;
            };
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["runActionId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of outcomes, by run */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly {
                            readonly run: components["schemas"]["Id"];
                            readonly ok: boolean;
                            readonly code?: string;
                            readonly message?: string;
                            readonly at: components["schemas"]["Instant"];
                        }[];
                    } & components["schemas"]["Page"];
                };
            };
            readonly 404: components["responses"]["runActionNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly cancelRunAction: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["runActionId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["intervention"];
        readonly responses: {
            readonly 200: components["responses"]["runAction"];
            readonly 404: components["responses"]["runActionNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly getRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["run"];
            readonly 404: components["responses"]["runNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly listRunHistory: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of the history */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "seq": 1,
                     *           "at": "2026-11-24T10:00:00.000Z",
                     *           "element": "verifyPayment",
                     *           "elementType": "serviceTask",
                     *           "instance": "verifyPayment:1",
                     *           "event": "entered"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["RunHistoryEntry"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly 404: components["responses"]["runNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly explainRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One explanation for each waiting element */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "waits": [
                     *         {
                     *           "instance": "verifyPayment:1",
                     *           "element": "verifyPayment",
                     *           "kind": "retry",
                     *           "since": "2026-11-24T10:00:00.000Z",
                     *           "waitsFor": "the next attempt at 2026-11-24T10:00:30.000Z",
                     *           "because": [
                     *             "zarinpal-tehran.verifyPayment failed: connection refused",
                     *             "the breaker of zarinpal-tehran is open"
                     *           ],
                     *           "nextAttemptAt": "2026-11-24T10:00:30.000Z",
                     *           "actions": [
                     *             {
                     *               "action": "cancel the run",
                     *               "scope": "runs:operate",
                     *               "operation": {
                     *                 "id": "cancelRun",
                     *                 "method": "POST",
                     *                 "path": "/v1/runs/01jdm2v8n3q4r5s6t7v8w9x0yz/cancel"
                     *               }
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["RunExplanation"];
                };
            };
            readonly 404: components["responses"]["runNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly activateAdHoc: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "elements": [
                 *         {
                 *           "element": "callCustomer",
                 *           "variables": {
                 *             "attempt": 2
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["AdHocActivation"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["run"];
            readonly 404: components["responses"]["runNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly retryRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "reason": "the ERP is back"
                 *     }
                 */
                readonly "application/json": components["schemas"]["RunRetry"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["run"];
            readonly 404: components["responses"]["runNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly restartRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "element": "shipOrder",
                 *       "variables": {
                 *         "address": "تهران، خیابان آزادی"
                 *       },
                 *       "reason": "the address was wrong"
                 *     }
                 */
                readonly "application/json": components["schemas"]["RunRestart"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["run"];
            readonly 404: components["responses"]["runNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly skipElement: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "element": "sendReceipt",
                 *       "reason": "the customer was told by telephone"
                 *     }
                 */
                readonly "application/json": components["schemas"]["ElementSkip"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["run"];
            readonly 404: components["responses"]["runNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly completeElement: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "element": "postPayment",
                 *       "variables": {
                 *         "documentNumber": "1403-118"
                 *       },
                 *       "reason": "posted by hand"
                 *     }
                 */
                readonly "application/json": components["schemas"]["ElementResult"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["run"];
            readonly 404: components["responses"]["runNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly migrateRun: {
        readonly parameters: {
            readonly query?: {
                readonly validateOnly?: boolean;
            };
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "version": 5,
                 *       "elements": {
                 *         "ship": "shipOrder"
                 *       },
                 *       "reason": "the new version can refund"
                 *     }
                 */
                readonly "application/json": components["schemas"]["RunMigration"];
            };
        };
        readonly responses: {
            /** @description The run; with `validateOnly` whether it can move, and if not why */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "possible": false,
                     *       "problems": [
                     *         {
                     *           "path": "shipOrder",
                     *           "message": "The new version has no such element."
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Run"] | components["schemas"]["MigrationCheck"];
                };
            };
            readonly 404: components["responses"]["runNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly 422: components["responses"]["migrationRefused"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly cancelRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["intervention"];
        readonly responses: {
            readonly 200: components["responses"]["run"];
            readonly 404: components["responses"]["runNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly pauseRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["intervention"];
        readonly responses: {
            readonly 200: components["responses"]["run"];
            readonly 404: components["responses"]["runNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly resumeRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["intervention"];
        readonly responses: {
            readonly 200: components["responses"]["run"];
            readonly 404: components["responses"]["runNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly setRunVariables: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "variables": {
                 *         "mobile": "09121234567"
                 *       },
                 *       "reason": "the customer gave another number"
                 *     }
                 */
                readonly "application/json": components["schemas"]["VariablesChange"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["run"];
            readonly 404: components["responses"]["runNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listAttempts: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
                readonly state?: "unknown";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of attempts, by id */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["Attempt"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly settleAttempt: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["schemas"]["LongId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "outcome": "done",
                 *       "output": {
                 *         "traceNumber": "201"
                 *       },
                 *       "reason": "seen in the bank statement"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Settlement"];
            };
        };
        readonly responses: {
            /** @description Settled */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Attempt"];
                };
            };
            readonly 404: components["responses"]["notFound"];
            readonly 409: components["responses"]["conflict"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly activateJobs: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "type": "print-label",
                 *       "worker": "printer-1",
                 *       "maxJobs": 10,
                 *       "lockMs": 60000,
                 *       "waitMs": 20000
                 *     }
                 */
                readonly "application/json": components["schemas"]["JobActivation"];
            };
        };
        readonly responses: {
            /** @description The jobs, none when there is none */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jobs": []
                     *     }
                     */
                    readonly "application/json": {
                        readonly jobs: readonly components["schemas"]["Job"][];
                    };
                };
            };
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly completeJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["jobId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "lockToken": "5b1a2f0e-6f0c-4f43-9a51-0f4e2c1b7d11",
                 *       "variables": {
                 *         "labelNumber": "L-12"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["JobCompletion"];
            };
        };
        readonly responses: {
            /** @description Taken */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 404: components["responses"]["jobNotFound"];
            readonly 409: components["responses"]["jobLockLost"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly failJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["jobId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "lockToken": "5b1a2f0e-6f0c-4f43-9a51-0f4e2c1b7d11",
                 *       "message": "the printer is out of paper",
                 *       "retries": 2,
                 *       "backoffMs": 30000
                 *     }
                 */
                readonly "application/json": components["schemas"]["JobFailure"];
            };
        };
        readonly responses: {
            /** @description Taken */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 404: components["responses"]["jobNotFound"];
            readonly 409: components["responses"]["jobLockLost"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly throwJobError: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["jobId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "lockToken": "5b1a2f0e-6f0c-4f43-9a51-0f4e2c1b7d11",
                 *       "errorCode": "addressUnknown",
                 *       "message": "no such street"
                 *     }
                 */
                readonly "application/json": components["schemas"]["JobError"];
            };
        };
        readonly responses: {
            /** @description Taken */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 404: components["responses"]["jobNotFound"];
            readonly 409: components["responses"]["jobLockLost"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly extendJobLock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["jobId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "lockToken": "5b1a2f0e-6f0c-4f43-9a51-0f4e2c1b7d11",
                 *       "lockMs": 60000
                 *     }
                 */
                readonly "application/json": components["schemas"]["JobLockExtension"];
            };
        };
        readonly responses: {
            /** @description Taken */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 404: components["responses"]["jobNotFound"];
            readonly 409: components["responses"]["jobLockLost"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listWorkItems: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
                readonly assignee?: components["schemas"]["UserName"];
                /** @description A candidate group. */
                readonly group?: components["schemas"]["UserName"];
                /** @description Key of the flow. */
                readonly flow?: components["schemas"]["Name"];
                /** @description Only those due before this instant. */
                readonly due?: components["schemas"]["Instant"];
                /** @description A candidate user. */
                readonly candidate?: components["schemas"]["UserName"];
                readonly state?: "assigned" | "unassigned";
                readonly run?: components["schemas"]["Id"];
                readonly element?: components["schemas"]["Id"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of work items */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["WorkItem"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly countWorkItems: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description By candidate group; items of no group are under an empty name */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "groups": [
                     *         {
                     *           "group": "finance",
                     *           "open": 12,
                     *           "unassigned": 3,
                     *           "overdue": 1
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly groups: readonly {
                            readonly group: string;
                            readonly open: number;
                            readonly unassigned: number;
                            readonly overdue: number;
                        }[];
                    };
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly listWorkItemComments: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of comments */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["WorkItemComment"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly addWorkItemComment: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "text": "با مشتری تماس گرفته شد"
                 *     }
                 */
                readonly "application/json": {
                    readonly text: string;
                };
            };
        };
        readonly responses: {
            /** @description The comment */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "c1",
                     *       "by": "key-1",
                     *       "text": "با مشتری تماس گرفته شد",
                     *       "at": "2026-11-24T10:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["WorkItemComment"];
                };
            };
            readonly 404: components["responses"]["workItemNotFound"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly getWorkItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["workItem"];
            readonly 404: components["responses"]["workItemNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly updateWorkItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "priority": 80,
                 *       "dueAt": "2026-11-25T12:00:00.000Z"
                 *     }
                 */
                readonly "application/json": components["schemas"]["WorkItemChange"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["workItem"];
            readonly 404: components["responses"]["workItemNotFound"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly getWorkItemForm: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The form */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "formId": "approval",
                     *       "version": 2,
                     *       "schema": {
                     *         "id": "approval",
                     *         "type": "default",
                     *         "components": []
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["WorkItemForm"];
                };
            };
            /** @description `workItemNotFound`, or `formNotFound`: it has none, or none that is deployed */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly claimWorkItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["assignee"];
        readonly responses: {
            readonly 200: components["responses"]["workItem"];
            readonly 404: components["responses"]["workItemNotFound"];
            readonly 409: components["responses"]["workItemTaken"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly unclaimWorkItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["workItem"];
            readonly 404: components["responses"]["workItemNotFound"];
            readonly 409: components["responses"]["workItemTaken"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly assignWorkItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["assignee"];
        readonly responses: {
            readonly 200: components["responses"]["workItem"];
            readonly 404: components["responses"]["workItemNotFound"];
            readonly 409: components["responses"]["workItemTaken"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly completeWorkItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                /**
                 * @example {
                 *       "variables": {
                 *         "approved": true
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["WorkItemResult"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["run"];
            readonly 404: components["responses"]["workItemNotFound"];
            readonly 409: components["responses"]["workItemTaken"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listCaseTypes: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["CaseTypeVersion"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getCaseType: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The case type */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CaseTypeVersion"];
                };
            };
            readonly 404: components["responses"]["caseTypeNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly putCaseType: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "title": {
                 *         "en": "Key handover",
                 *         "fa": "تحویل کلید"
                 *       },
                 *       "schema": {
                 *         "type": "object",
                 *         "additionalProperties": false,
                 *         "properties": {
                 *           "room": {
                 *             "type": "string"
                 *           }
                 *         }
                 *       },
                 *       "initial": "asked",
                 *       "states": {
                 *         "asked": {
                 *           "title": {
                 *             "en": "Asked",
                 *             "fa": "درخواست شده"
                 *           },
                 *           "kind": "open"
                 *         },
                 *         "handedOver": {
                 *           "title": {
                 *             "en": "Handed over",
                 *             "fa": "تحویل شده"
                 *           },
                 *           "kind": "closed"
                 *         }
                 *       },
                 *       "transitions": [
                 *         {
                 *           "name": "handOver",
                 *           "title": {
                 *             "en": "Hand over",
                 *             "fa": "تحویل"
                 *           },
                 *           "from": [
                 *             "asked"
                 *           ],
                 *           "to": "handedOver"
                 *         }
                 *       ],
                 *       "numbering": {
                 *         "prefix": "KEY"
                 *       },
                 *       "priorities": [
                 *         "normal",
                 *         "urgent"
                 *       ],
                 *       "priority": "normal",
                 *       "visibility": {
                 *         "public": false
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["CaseType"];
            };
        };
        readonly responses: {
            /** @description The case type as it rules now */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CaseTypeVersion"];
                };
            };
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listCatalogueSubjects: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
                /** @description By name or identification number. */
                readonly q?: string;
                /** @description Only those right beneath it. */
                readonly parent?: components["schemas"]["Name"];
                /** @description Only those with nothing beneath them. */
                readonly leaf?: boolean;
                /** @description The organisational subject that it belongs to. */
                readonly subject?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["CatalogueSubjectVersion"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getCatalogueSubject: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The catalogue subject */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CatalogueSubjectVersion"];
                };
            };
            readonly 404: components["responses"]["definitionNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly putCatalogueSubject: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "title": {
                 *         "en": "Failed transaction",
                 *         "fa": "تراکنش ناموفق"
                 *       },
                 *       "code": "1-03",
                 *       "parent": "payments",
                 *       "owner": "team:transactions",
                 *       "template": {
                 *         "type": "ticket",
                 *         "priority": "high"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["CatalogueSubject"];
            };
        };
        readonly responses: {
            /** @description The catalogue subject as it rules now */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CatalogueSubjectVersion"];
                };
            };
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listUnits: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["UnitVersion"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getUnit: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The unit */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UnitVersion"];
                };
            };
            readonly 404: components["responses"]["definitionNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly putUnit: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "title": {
                 *         "en": "Support",
                 *         "fa": "پشتیبانی"
                 *       },
                 *       "head": "sara"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Unit"];
            };
        };
        readonly responses: {
            /** @description The unit as it rules now */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UnitVersion"];
                };
            };
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listPosts: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["PostVersion"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getPost: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The post */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PostVersion"];
                };
            };
            readonly 404: components["responses"]["definitionNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly putPost: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "title": {
                 *         "en": "Head of support",
                 *         "fa": "رئیس پشتیبانی"
                 *       },
                 *       "unit": "support",
                 *       "holders": [
                 *         "sara"
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["Post"];
            };
        };
        readonly responses: {
            /** @description The post as it rules now */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PostVersion"];
                };
            };
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly getOrganisation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The tree */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "units": [],
                     *       "elsewhere": []
                     *     }
                     */
                    readonly "application/json": {
                        readonly units: readonly components["schemas"]["OrganisationUnit"][];
                        readonly elsewhere: readonly components["schemas"]["AnyObject"][];
                    };
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly listTeams: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["TeamVersion"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getTeam: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The team */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TeamVersion"];
                };
            };
            readonly 404: components["responses"]["definitionNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly putTeam: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "title": {
                 *         "en": "Transactions",
                 *         "fa": "تراکنش‌ها"
                 *       },
                 *       "members": [
                 *         "sara",
                 *         "reza"
                 *       ],
                 *       "lead": "sara"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Team"];
            };
        };
        readonly responses: {
            /** @description The team as it rules now */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TeamVersion"];
                };
            };
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listPeopleAtWork: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["PersonAtWorkVersion"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getPersonAtWork: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The person who works here */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PersonAtWorkVersion"];
                };
            };
            readonly 404: components["responses"]["definitionNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly putPersonAtWork: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "title": {
                 *         "en": "Sara Karimi",
                 *         "fa": "سارا کریمی"
                 *       },
                 *       "skills": [
                 *         "pos"
                 *       ],
                 *       "shifts": [
                 *         {
                 *           "days": [
                 *             "sat",
                 *             "sun",
                 *             "mon",
                 *             "tue",
                 *             "wed"
                 *           ],
                 *           "from": "08:00",
                 *           "to": "16:00"
                 *         }
                 *       ],
                 *       "absences": [
                 *         {
                 *           "from": "2026-12-01T00:00:00Z",
                 *           "until": "2026-12-08T00:00:00Z",
                 *           "substitute": "reza"
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["PersonAtWork"];
            };
        };
        readonly responses: {
            /** @description The person who works here as it rules now */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PersonAtWorkVersion"];
                };
            };
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly getWorkOfPerson: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Load and activity */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkOfPerson"];
                };
            };
            readonly 404: components["responses"]["definitionNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getCaseSettings: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The settings */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CaseSettings"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly putCaseSettings: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "leafSubjectsOnly": true
                 *     }
                 */
                readonly "application/json": components["schemas"]["CaseSettings"];
            };
        };
        readonly responses: {
            /** @description The settings */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CaseSettings"];
                };
            };
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listCases: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
                readonly type?: components["schemas"]["Name"];
                readonly state?: components["schemas"]["Name"];
                /** @description What the state means */
                readonly kind?: components["schemas"]["CaseStateKind"];
                readonly priority?: components["schemas"]["Name"];
                readonly assignee?: components["schemas"]["UserName"];
                /** @description Only those that nobody has. */
                readonly unassigned?: boolean;
                readonly team?: components["schemas"]["Name"];
                readonly unit?: components["schemas"]["Name"];
                /** @description The subject or one beneath it. */
                readonly catalogue?: components["schemas"]["Name"];
                /** @description Id of a profile. */
                readonly requester?: components["schemas"]["Id"];
                readonly channel?: components["schemas"]["Name"];
                /** @description The case that they are parts of. */
                readonly parent?: components["schemas"]["Id"];
                readonly watcher?: components["schemas"]["UserName"];
                readonly number?: components["schemas"]["Id"];
                /** @description Words of the subject. */
                readonly q?: string;
                /** @description A facet and its value */
                readonly facet?: string;
                readonly createdSince?: components["schemas"]["Instant"];
                readonly createdBefore?: components["schemas"]["Instant"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["Case"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly createCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "type": "ticket",
                 *       "subject": "پایانه روشن نمی‌شود",
                 *       "channel": "phone",
                 *       "data": {
                 *         "usersBlocked": true
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["NewCase"];
            };
        };
        readonly responses: {
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Case"];
                };
            };
            readonly 404: components["responses"]["caseTypeNotFound"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly countCases: {
        readonly parameters: {
            readonly query: {
                /** @description A field of cases */
                readonly by: string;
                /** @description Also how many customers there are and how many of them came more than once. */
                readonly repeats?: boolean;
                readonly type?: components["schemas"]["Name"];
                readonly state?: components["schemas"]["Name"];
                /** @description What the state means */
                readonly kind?: components["schemas"]["CaseStateKind"];
                readonly priority?: components["schemas"]["Name"];
                readonly assignee?: components["schemas"]["UserName"];
                /** @description Only those that nobody has. */
                readonly unassigned?: boolean;
                readonly team?: components["schemas"]["Name"];
                readonly unit?: components["schemas"]["Name"];
                /** @description The subject or one beneath it. */
                readonly catalogue?: components["schemas"]["Name"];
                /** @description Id of a profile. */
                readonly requester?: components["schemas"]["Id"];
                readonly channel?: components["schemas"]["Name"];
                /** @description The case that they are parts of. */
                readonly parent?: components["schemas"]["Id"];
                readonly watcher?: components["schemas"]["UserName"];
                readonly number?: components["schemas"]["Id"];
                /** @description Words of the subject. */
                readonly q?: string;
                /** @description A facet and its value */
                readonly facet?: string;
                readonly createdSince?: components["schemas"]["Instant"];
                readonly createdBefore?: components["schemas"]["Instant"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The counts, the largest first */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "key": "open",
                     *           "count": 12
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["CaseCounts"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["case"];
            readonly 404: components["responses"]["caseNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly changeCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "priority": "urgent",
                 *       "reason": "شعبه تعطیل شده است"
                 *     }
                 */
                readonly "application/json": components["schemas"]["CaseChange"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["case"];
            readonly 404: components["responses"]["caseNotFound"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listCaseTimeline: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["CaseTraceEntry"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly 404: components["responses"]["caseNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly listCaseTransitions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The transitions */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CaseTransitions"];
                };
            };
            readonly 404: components["responses"]["caseNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly moveCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "transition": "resolve",
                 *       "data": {
                 *         "solution": "آداپتور عوض شد"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["CaseMove"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["case"];
            readonly 404: components["responses"]["caseNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly commentCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "text": "با مشتری تماس گرفته شد",
                 *       "visibility": "internal",
                 *       "minutesSpent": 5
                 *     }
                 */
                readonly "application/json": components["schemas"]["CaseComment"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["case"];
            readonly 404: components["responses"]["caseNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly referCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "team": "transactions",
                 *       "reason": "مربوط به درگاه است"
                 *     }
                 */
                readonly "application/json": components["schemas"]["CaseReferral"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["case"];
            readonly 404: components["responses"]["caseNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly linkCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "relation": "causedBy",
                 *       "to": "01jdm2v8n3q4r5s6t7v8w9x0yz"
                 *     }
                 */
                readonly "application/json": components["schemas"]["CaseLink"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["case"];
            readonly 404: components["responses"]["caseNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly unlinkCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "relation": "causedBy",
                 *       "to": "01jdm2v8n3q4r5s6t7v8w9x0yz"
                 *     }
                 */
                readonly "application/json": components["schemas"]["CaseLink"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["case"];
            readonly 404: components["responses"]["caseNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly mergeCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "into": "01jdm2v8n3q4r5s6t7v8w9x0yz",
                 *       "reason": "دو بار ثبت شده"
                 *     }
                 */
                readonly "application/json": components["schemas"]["CaseMerge"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["case"];
            readonly 404: components["responses"]["caseNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly splitCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "subject": "قسمت مالی",
                 *       "type": "discrepancy"
                 *     }
                 */
                readonly "application/json": components["schemas"]["NewCase"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["case"];
            readonly 404: components["responses"]["caseNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly watchCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "sara",
                 *       "watching": true
                 *     }
                 */
                readonly "application/json": components["schemas"]["CaseWatcher"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["case"];
            readonly 404: components["responses"]["caseNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly attachToCase: {
        readonly parameters: {
            readonly query: {
                readonly name: string;
                readonly visibility?: components["schemas"]["CaseVisibility"];
            };
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "*/*": unknown;
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["case"];
            readonly 404: components["responses"]["caseNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly 422: components["responses"]["attachmentRefused"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly readAttachment: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["caseId"];
                readonly attachment: components["schemas"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "*/*": unknown;
                };
            };
            readonly 404: components["responses"]["attachmentNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getCartable: {
        readonly parameters: {
            readonly query: {
                readonly person: components["schemas"]["UserName"];
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Counts and items, the most urgent first */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Cartable"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getCaseWorkItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["caseWorkItem"];
            readonly 404: components["responses"]["workItemNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly claimCaseWorkItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "assignee": "sara"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Assignment"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["caseWorkItem"];
            readonly 404: components["responses"]["workItemNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly releaseCaseWorkItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["caseWorkItem"];
            readonly 404: components["responses"]["workItemNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly delegateCaseWorkItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "assignee": "reza"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Assignment"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["caseWorkItem"];
            readonly 404: components["responses"]["workItemNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly completeCaseWorkItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "outcome": "investigate",
                 *       "data": {
                 *         "severity": "major"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["CaseWorkResult"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["case"];
            readonly 404: components["responses"]["workItemNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly trackCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly trackingCode: components["parameters"]["trackingCode"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What the customer may see */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TrackedCase"];
                };
            };
            readonly 404: components["responses"]["caseNotFound"];
            readonly default: components["responses"]["publicProblem"];
        };
    };
    readonly answerTrackedCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly trackingCode: components["parameters"]["trackingCode"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "transition": "refuse",
                 *       "text": "هنوز وصل نیست"
                 *     }
                 */
                readonly "application/json": components["schemas"]["CustomerAnswer"];
            };
        };
        readonly responses: {
            /** @description What the customer may see now */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TrackedCase"];
                };
            };
            readonly 404: components["responses"]["caseNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listEvents: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
                /** @description For instance `case.moved` or `clock.breached`. */
                readonly type?: components["schemas"]["Name"];
                /** @description Id of what it is about. */
                readonly subject?: components["schemas"]["LongId"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of events */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": "12"
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["EventInFeed"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly listSlaPolicies: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["SlaPolicyVersion"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getSlaPolicy: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The SLA policy */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SlaPolicyVersion"];
                };
            };
            readonly 404: components["responses"]["definitionNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly putSlaPolicy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "title": {
                 *         "en": "Gold customers",
                 *         "fa": "مشتریان طلایی"
                 *       },
                 *       "agreement": "sla",
                 *       "subject": "case",
                 *       "appliesWhen": "type = \"ticket\"",
                 *       "pauseWhen": "kind = \"waiting\"",
                 *       "calendar": "own",
                 *       "links": {
                 *         "contract": [
                 *           "gold-1405"
                 *         ]
                 *       },
                 *       "priority": 50,
                 *       "targets": [
                 *         {
                 *           "name": "resolve",
                 *           "title": {
                 *             "en": "Solve",
                 *             "fa": "حل"
                 *           },
                 *           "within": "PT2H",
                 *           "successWhen": "kind = \"resolved\" or kind = \"closed\"",
                 *           "warnings": [
                 *             {
                 *               "name": "early",
                 *               "share": 0.75
                 *             }
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["SlaPolicy"];
            };
        };
        readonly responses: {
            /** @description The SLA policy as it rules now */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SlaPolicyVersion"];
                };
            };
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly getUnderpinning: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Each target with what is beneath it */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Underpinning"];
                };
            };
            readonly 404: components["responses"]["definitionNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly listClocks: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
                readonly state?: components["schemas"]["SlaClockState"];
                /** @description Open ones that are broken unless fulfilled before. */
                readonly dueBefore?: components["schemas"]["Instant"];
                readonly policy?: components["schemas"]["Name"];
                readonly agreement?: "sla" | "ola" | "underpinning";
                /** @description Id of the case */
                readonly subject?: components["schemas"]["Id"];
                readonly target?: components["schemas"]["Name"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["SlaClock"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getClock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["schemas"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["slaClock"];
            readonly 404: components["responses"]["clockNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly excuseClock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["schemas"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["intervention"];
        readonly responses: {
            readonly 200: components["responses"]["slaClock"];
            readonly 404: components["responses"]["clockNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly reportSla: {
        readonly parameters: {
            readonly query: {
                readonly by: "policy" | "target" | "agreement" | "contract" | "equipment" | "product" | "service" | "unit" | "team" | "customer";
                readonly policy?: components["schemas"]["Name"];
                /** @description Begun from then on. */
                readonly since?: components["schemas"]["Instant"];
                /** @description Begun before. */
                readonly until?: components["schemas"]["Instant"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The counts, the largest first */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SlaReport"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly listWorkPackageTypes: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["WorkPackageTypeVersion"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getWorkPackageType: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The type of work package */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkPackageTypeVersion"];
                };
            };
            readonly 404: components["responses"]["definitionNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly putWorkPackageType: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "title": {
                 *         "en": "Installation",
                 *         "fa": "نصب"
                 *       },
                 *       "owner": "sara"
                 *     }
                 */
                readonly "application/json": components["schemas"]["WorkPackageType"];
            };
        };
        readonly responses: {
            /** @description The type of work package as it rules now */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkPackageTypeVersion"];
                };
            };
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listWorkPackageTemplates: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["WorkPackageTemplateVersion"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getWorkPackageTemplate: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The template of work packages */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkPackageTemplateVersion"];
                };
            };
            readonly 404: components["responses"]["definitionNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly putWorkPackageTemplate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "title": {
                 *         "en": "Card terminal",
                 *         "fa": "پایانهٔ فروش"
                 *       },
                 *       "products": [
                 *         "pos-a920"
                 *       ],
                 *       "packages": [
                 *         {
                 *           "key": "deliver",
                 *           "title": {
                 *             "en": "Deliver",
                 *             "fa": "تحویل"
                 *           },
                 *           "type": "delivery",
                 *           "workingDays": 2
                 *         },
                 *         {
                 *           "key": "install",
                 *           "title": {
                 *             "en": "Install",
                 *             "fa": "نصب"
                 *           },
                 *           "type": "installation",
                 *           "workingDays": 5
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["WorkPackageTemplate"];
            };
        };
        readonly responses: {
            /** @description The template of work packages as it rules now */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkPackageTemplateVersion"];
                };
            };
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listCommitments: {
        readonly parameters: {
            readonly query: {
                readonly customer: components["schemas"]["Id"];
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The commitments, newest first */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Commitments"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getCommitment: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly order: components["schemas"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The tree */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Commitment"];
                };
            };
            readonly 404: components["responses"]["caseNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly planOrder: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly order: components["schemas"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "title": "سفارش ۱۴۰۵-۱۷",
                 *       "customer": "c-1042",
                 *       "committedAt": "2026-03-01T08:00:00Z",
                 *       "items": [
                 *         {
                 *           "id": "1",
                 *           "product": "pos-a920",
                 *           "amountRial": 120000000
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["CommittedOrder"];
            };
        };
        readonly responses: {
            /** @description The tree */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Commitment"];
                };
            };
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listRuleSets: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of rule sets, by key */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["RuleSet"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly evaluateRules: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "key": "payment-risk",
                 *       "fact": {
                 *         "amountRial": 900000000
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["RuleTrial"];
            };
        };
        readonly responses: {
            /** @description The outcome */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "output": {
                     *         "risk": "high"
                     *       },
                     *       "fired": [
                     *         "large amount"
                     *       ],
                     *       "considered": [
                     *         {
                     *           "rule": "large amount",
                     *           "fired": true,
                     *           "why": "amountRial > 500000000 is true"
                     *         }
                     *       ],
                     *       "applied": [
                     *         {
                     *           "rule": "large amount",
                     *           "kind": "setField",
                     *           "detail": {},
                     *           "changed": [
                     *             {
                     *               "field": "risk",
                     *               "after": "high"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "versions": [
                     *         "payment-risk:3"
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Decision"];
                };
            };
            readonly 404: components["responses"]["ruleSetNotFound"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly getRuleSet: {
        readonly parameters: {
            readonly query?: {
                readonly version?: components["parameters"]["versionQuery"];
            };
            readonly header?: never;
            readonly path: {
                /** @example payment-risk */
                readonly key: components["parameters"]["ruleSetKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["ruleSet"];
            readonly 404: components["responses"]["ruleSetNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly putRuleSet: {
        readonly parameters: {
            readonly query?: {
                /** @description Keep it from deciding until somebody else approves it. */
                readonly draft?: components["parameters"]["asDraft"];
                /** @description Why; kept with the version. */
                readonly reason?: components["parameters"]["changeReason"];
                /** @description From when on it decides; now unless given. */
                readonly effectiveFrom?: components["parameters"]["effectiveFrom"];
            };
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                /** @example payment-risk */
                readonly key: components["parameters"]["ruleSetKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RuleSetDraft"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["ruleSet"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listRuleSetVersions: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path: {
                /** @example payment-risk */
                readonly key: components["parameters"]["ruleSetKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of versions */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["RuleSet"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly 404: components["responses"]["ruleSetNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly approveRuleSet: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                /** @example payment-risk */
                readonly key: components["parameters"]["ruleSetKey"];
                /** @example 2 */
                readonly version: components["parameters"]["ruleSetVersion"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: components["requestBodies"]["ruleApproval"];
        readonly responses: {
            readonly 200: components["responses"]["ruleSet"];
            readonly 404: components["responses"]["ruleSetNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly rejectRuleSet: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                /** @example payment-risk */
                readonly key: components["parameters"]["ruleSetKey"];
                /** @example 2 */
                readonly version: components["parameters"]["ruleSetVersion"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: components["requestBodies"]["ruleApproval"];
        readonly responses: {
            readonly 200: components["responses"]["ruleSet"];
            readonly 404: components["responses"]["ruleSetNotFound"];
            readonly 409: components["responses"]["conflict"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly rollbackRuleSet: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                /** @example payment-risk */
                readonly key: components["parameters"]["ruleSetKey"];
                /** @example 2 */
                readonly version: components["parameters"]["ruleSetVersion"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["intervention"];
        readonly responses: {
            readonly 200: components["responses"]["ruleSet"];
            readonly 404: components["responses"]["ruleSetNotFound"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly diffRuleSet: {
        readonly parameters: {
            readonly query: {
                /** @example 1 */
                readonly from: number;
            };
            readonly header?: never;
            readonly path: {
                /** @example payment-risk */
                readonly key: components["parameters"]["ruleSetKey"];
                /** @example 2 */
                readonly version: components["parameters"]["ruleSetVersion"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The differences, rule by rule and row by row */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": 1,
                     *       "to": 2,
                     *       "differences": [
                     *         {
                     *           "at": "rules/large amount/when",
                     *           "kind": "changed",
                     *           "before": "amountRial > 5",
                     *           "after": "amountRial > 7"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["RuleSetDiff"];
                };
            };
            readonly 404: components["responses"]["ruleSetNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly simulateRuleSet: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                /** @example payment-risk */
                readonly key: components["parameters"]["ruleSetKey"];
                /** @example 2 */
                readonly version: components["parameters"]["ruleSetVersion"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                /**
                 * @example {
                 *       "from": "2026-02-01T00:00:00Z"
                 *     }
                 */
                readonly "application/json": components["schemas"]["SimulationPeriod"];
            };
        };
        readonly responses: {
            /** @description The differences */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "events": 120,
                     *       "different": 0,
                     *       "rejected": {
                     *         "before": 3,
                     *         "after": 3
                     *       },
                     *       "netRial": {
                     *         "before": 900000000,
                     *         "after": 900000000
                     *       },
                     *       "differences": [],
                     *       "isComplete": true
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Simulation"];
                };
            };
            readonly 404: components["responses"]["ruleSetNotFound"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listRuleEvents: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
                readonly event?: components["schemas"]["Name"];
                readonly state?: "raised" | "decided" | "done" | "failed";
                /** @description Only those for which it fired: `<set>/<rule>`. */
                readonly rule?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of events */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["RuleEvent"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly raiseRuleEvent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "order-1405-77",
                 *       "event": "order.new",
                 *       "fact": {
                 *         "city": "تهران",
                 *         "quantity": 3
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["NewRuleEvent"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["ruleEvent"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly getRuleEvent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["schemas"]["LongId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["ruleEvent"];
            readonly 404: components["responses"]["ruleEventNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly checkDecisionTable: {
        readonly parameters: {
            readonly query?: {
                readonly version?: components["parameters"]["versionQuery"];
            };
            readonly header?: never;
            readonly path: {
                /** @example payment-risk */
                readonly key: components["parameters"]["ruleSetKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The findings */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "overlaps": [],
                     *       "gaps": [
                     *         {
                     *           "city": "anything else"
                     *         }
                     *       ],
                     *       "isComplete": true
                     *     }
                     */
                    readonly "application/json": components["schemas"]["TableFindings"];
                };
            };
            readonly 404: components["responses"]["ruleSetNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly importDecisionTable: {
        readonly parameters: {
            readonly query?: {
                /** @description Keep it from deciding until somebody else approves it. */
                readonly draft?: components["parameters"]["asDraft"];
                /** @description Why; kept with the version. */
                readonly reason?: components["parameters"]["changeReason"];
                /** @description From when on it decides; now unless given. */
                readonly effectiveFrom?: components["parameters"]["effectiveFrom"];
                /** @description Of a workbook; the first unless given. */
                readonly sheet?: string;
            };
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                /** @example payment-risk */
                readonly key: components["parameters"]["ruleSetKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                /**
                 * @example شهر,پایانه
                 *     تهران,T-100
                 */
                readonly "text/csv": string;
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["ruleSet"];
            readonly 404: components["responses"]["ruleSetNotFound"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listCalendars: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["calendarPage"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly findCalendarFor: {
        readonly parameters: {
            readonly query?: {
                readonly contract?: string;
                readonly team?: string;
                readonly unit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["calendar"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getCalendar: {
        readonly parameters: {
            readonly query?: {
                readonly version?: components["parameters"]["versionQuery"];
            };
            readonly header?: never;
            readonly path: {
                /** @example support-tehran */
                readonly key: components["parameters"]["calendarKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["calendar"];
            readonly 404: components["responses"]["calendarNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly putCalendar: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                /** @example support-tehran */
                readonly key: components["parameters"]["calendarKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "title": {
                 *         "en": "Support of Tehran",
                 *         "fa": "پشتیبانی تهران"
                 *       },
                 *       "calendar": {
                 *         "timeZone": "Asia/Tehran",
                 *         "week": {
                 *           "saturday": [
                 *             {
                 *               "from": "08:00",
                 *               "to": "12:00"
                 *             },
                 *             {
                 *               "from": "13:00",
                 *               "to": "17:00"
                 *             }
                 *           ]
                 *         },
                 *         "holidays": [
                 *           "iran"
                 *         ],
                 *         "exceptions": [
                 *           {
                 *             "title": "تعطیلی آلودگی هوا",
                 *             "from": "2026-12-05",
                 *             "shifts": []
                 *           }
                 *         ]
                 *       },
                 *       "teams": [
                 *         "support-tehran"
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["CalendarDraft"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["calendar"];
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listCalendarVersions: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path: {
                /** @example support-tehran */
                readonly key: components["parameters"]["calendarKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["calendarPage"];
            readonly 404: components["responses"]["calendarNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getCalendarYear: {
        readonly parameters: {
            readonly query?: {
                readonly version?: components["parameters"]["versionQuery"];
            };
            readonly header?: never;
            readonly path: {
                /** @example support-tehran */
                readonly key: components["parameters"]["calendarKey"];
                /**
                 * @description 1300 to 1599 are Jalali years, 1921 to 2200 Gregorian ones.
                 * @example 1405
                 */
                readonly year: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The year */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "year": 1405,
                     *       "reckoning": "jalali",
                     *       "from": "2026-03-21",
                     *       "to": "2027-03-20",
                     *       "workingDays": 276,
                     *       "openMinutes": 122400,
                     *       "days": [
                     *         {
                     *           "day": "2026-03-21",
                     *           "jalali": "1405/01/01",
                     *           "weekday": "saturday",
                     *           "reason": "holiday",
                     *           "titles": [
                     *             {
                     *               "en": "Nowruz",
                     *               "fa": "نوروز"
                     *             }
                     *           ],
                     *           "shifts": [],
                     *           "isPredicted": false
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["CalendarYear"];
                };
            };
            readonly 404: components["responses"]["calendarNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly calculateBusinessTime: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                /** @example support-tehran */
                readonly key: components["parameters"]["calendarKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "from": "2026-02-25T11:30:00Z",
                 *       "add": "PT4H"
                 *     }
                 */
                readonly "application/json": components["schemas"]["BusinessTimeQuestion"];
            };
        };
        readonly responses: {
            /** @description The answers */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "isOpen": true,
                     *       "nextOpening": "2026-02-25T11:30:00.000Z",
                     *       "result": "2026-02-26T07:30:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["BusinessTimeAnswer"];
                };
            };
            readonly 404: components["responses"]["calendarNotFound"];
            readonly 422: components["responses"]["calendarNeverOpen"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listApiKeys: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of keys */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["ApiKey"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly createApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "CRM",
                 *       "scopes": [
                 *         "source-records:write",
                 *         "messages:publish"
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["NewApiKey"];
            };
        };
        readonly responses: {
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "k7w2m4x9",
                     *       "name": "CRM",
                     *       "scopes": [
                     *         "source-records:write",
                     *         "messages:publish"
                     *       ],
                     *       "createdAt": "2026-11-24T10:00:00.000Z",
                     *       "createdBy": "admin",
                     *       "key": "pvd_k7w2m4x9_…"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["MadeApiKey"];
                };
            };
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listRoles: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["RoleVersion"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
    readonly getRole: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The role */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RoleVersion"];
                };
            };
            readonly 404: components["responses"]["definitionNotFound"];
            readonly default: components["responses"]["problem"];
        };
    };
    readonly putRole: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description The `ETag` of the version that the change is meant for. */
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                /** @example ticket */
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "title": {
                 *         "en": "Seller",
                 *         "fa": "فروشنده"
                 *       },
                 *       "scopes": [
                 *         "records:read",
                 *         "cases:write"
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["Role"];
            };
        };
        readonly responses: {
            /** @description The role as it rules now */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RoleVersion"];
                };
            };
            readonly 412: components["responses"]["preconditionFailed"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly deleteApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Any text of your own, unique for each request; kept 24 hours. */
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["schemas"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Revoked */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 404: components["responses"]["notFound"];
            readonly default: components["responses"]["writeProblem"];
        };
    };
    readonly listAudit: {
        readonly parameters: {
            readonly query?: {
                /** @description How many items at most. */
                readonly limit?: components["parameters"]["limit"];
                /** @description The `next` of the page before. */
                readonly after?: components["parameters"]["after"];
                /** @description Id of the key or user. */
                readonly by?: components["schemas"]["UserName"];
                /** @description What it was done to, for instance `run:<id>`. */
                readonly target?: components["schemas"]["LongId"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of audit lines */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly items?: readonly components["schemas"]["AuditLine"][];
                    } & components["schemas"]["Page"];
                };
            };
            readonly default: components["responses"]["problem"];
        };
    };
}
