/* Generated from openapi.yaml by npm run gen. Change that, not this. */
export interface components {
    schemas: {
        readonly Id: string;
        readonly LongId: string;
        readonly Name: string;
        readonly ConnectionName: string;
        readonly UserName: string;
        readonly Instant: string;
        readonly Reason: string;
        readonly Bilingual: {
            readonly en: string;
            readonly fa: string;
        };
        readonly Variables: {
            readonly [key: string]: unknown;
        };
        readonly AnyObject: {
            readonly [key: string]: unknown;
        };
        readonly ConnectionDraft: {
            readonly adapter: components["schemas"]["Name"];
            readonly settings: {
                readonly [key: string]: unknown;
            };
        };
        readonly NewConnection: {
            readonly name: components["schemas"]["ConnectionName"];
            readonly adapter: components["schemas"]["Name"];
            readonly settings: {
                readonly [key: string]: unknown;
            };
        };
        readonly OperationCall: {
            readonly input: unknown;
            readonly idempotencyKey?: string;
            readonly purpose?: components["schemas"]["ConsentPurpose"];
        };
        readonly Rewind: {
            readonly cursor?: string;
            readonly reason: components["schemas"]["Reason"];
        };
        readonly PreviewRequest: {
            readonly cursor?: string;
            readonly limit: number;
        };
        readonly Description: {
            readonly document: string;
            readonly documents?: {
                readonly [key: string]: string;
            };
            readonly address?: string;
            readonly operations?: readonly string[];
        };
        readonly EntityType: components["schemas"]["entity-types.generated"];
        readonly SourceRecord: {
            readonly connection: components["schemas"]["ConnectionName"];
            readonly type: components["schemas"]["entity-types.generated"];
            readonly externalId: components["schemas"]["Id"];
            readonly version?: string;
            readonly occurredAt?: components["schemas"]["Instant"];
            readonly data: {
                readonly [key: string]: unknown;
            };
            readonly deleted?: true;
        };
        readonly ConfigurationAnswers: {
            readonly [key: string]: (string | number | boolean) | readonly string[];
        };
        readonly ConfiguredItem: {
            readonly product: {
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
                readonly kind: "choice" | "choices" | "number" | "yesNo" | "text";
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
        readonly SourceRecords: {
            readonly records: readonly components["schemas"]["SourceRecord"][];
        };
        readonly RefusalCode: "unreadable" | "idMissing" | "typeUnknown" | "instantInvalid" | "dataInvalid" | "customerMissing";
        readonly RefusedRecordFilter: {
            readonly connection?: components["schemas"]["ConnectionName"];
            readonly source?: components["schemas"]["Name"];
            readonly type?: string;
            readonly code?: components["schemas"]["RefusalCode"];
            readonly since?: components["schemas"]["Instant"];
            readonly before?: components["schemas"]["Instant"];
        };
        readonly RefusedRecordsAction: {
            readonly action: "retry" | "dismiss";
            readonly filter: components["schemas"]["RefusedRecordFilter"];
            readonly reason: components["schemas"]["Reason"];
        };
        readonly RefusedRecordCorrection: {
            readonly data?: Record<string, never>;
            readonly type?: components["schemas"]["entity-types.generated"];
            readonly externalId?: components["schemas"]["Id"];
            readonly version?: string;
            readonly occurredAt?: components["schemas"]["Instant"];
            readonly reason: components["schemas"]["Reason"];
        };
        readonly NewMessage: {
            readonly name: string;
            readonly correlationKey?: string;
            readonly id?: components["schemas"]["Id"];
            readonly variables?: components["schemas"]["Variables"];
            readonly ttlSeconds?: number;
        };
        readonly NewSignal: {
            readonly name: string;
            readonly id?: string;
            readonly variables?: Record<string, never>;
        };
        readonly ProfileKind: "person" | "organisation" | "asset";
        readonly NewRelationship: {
            readonly kind: "employs" | "represents" | "owns" | "uses" | "memberOfHousehold" | "agentOf";
            readonly to: components["schemas"]["Id"];
            readonly role?: string;
            readonly sharePercent?: number;
            readonly validFromOn?: string;
            readonly validUntilOn?: string;
            readonly note?: string;
        };
        readonly ConsentPurpose: string;
        readonly ConsentChannel: "any" | "sms" | "email" | "phone" | "fax" | "post" | "app";
        readonly NewConsent: {
            readonly purpose: components["schemas"]["ConsentPurpose"];
            readonly channel?: components["schemas"]["ConsentChannel"];
            readonly state: "given" | "withdrawn";
            readonly statedAt?: components["schemas"]["Instant"];
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
        readonly NewSegment: {
            readonly title: {
                readonly en: string;
                readonly fa: string;
            };
            readonly description?: string;
            readonly kinds?: readonly components["schemas"]["ProfileKind"][];
            readonly when?: string;
        };
        readonly BaseList: {
            readonly title: components["schemas"]["Bilingual"];
            readonly values: readonly components["schemas"]["ListValue"][];
            readonly attributes: readonly string[];
        };
        readonly ListValue: {
            readonly value: string;
            readonly title: components["schemas"]["Bilingual"];
            readonly isRetired?: boolean;
        };
        readonly CustomField: {
            readonly types: readonly components["schemas"]["entity-types.generated"][];
            readonly title: components["schemas"]["Bilingual"];
            readonly help?: components["schemas"]["Bilingual"];
            readonly dataType: "text" | "integer" | "decimal" | "amountRial" | "date" | "dateTime" | "boolean" | "choice" | "choices";
            readonly isRequired?: boolean;
            readonly minimum?: number | string;
            readonly maximum?: number | string;
            readonly minLength?: number;
            readonly maxLength?: number;
            readonly pattern?: string;
            readonly list?: string;
            readonly values?: readonly components["schemas"]["ListValue"][];
            readonly group: "general" | "specific";
            readonly role?: string;
            readonly isPersonal: boolean;
            readonly source?: components["schemas"]["AttributeMaster"];
            readonly order: number;
            readonly isRetired?: boolean;
        };
        readonly ProfileEdit: {
            readonly attributes: {
                readonly [key: string]: unknown;
            };
            readonly reason?: components["schemas"]["Reason"];
        };
        readonly WriteBackState: "pending" | "confirmed" | "rejected" | "conflict" | "failed" | "timedOut" | "superseded" | "withdrawn";
        readonly NewPin: {
            readonly value: unknown;
            readonly reason?: components["schemas"]["Reason"];
        };
        readonly NewImport: {
            readonly name: string;
            readonly connection: string;
            readonly type: string;
            readonly idColumn?: string;
            readonly columns?: {
                readonly [key: string]: string | null;
            };
        };
        readonly ImportOutcome: "created" | "updated" | "unchanged" | "merged" | "refused";
        readonly ErasureRequest: {
            readonly reason: components["schemas"]["Reason"];
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
        readonly MatchReviewReason: "possible" | "twoGoldenRecords" | "ambiguous" | "weakBridge" | "tooLarge" | "conflict";
        readonly UndoingMany: {
            readonly filter: {
                readonly by?: string;
                readonly verdict?: "same" | "different";
                readonly since?: components["schemas"]["Instant"];
                readonly until?: components["schemas"]["Instant"];
            };
            readonly reason: components["schemas"]["Reason"];
        };
        readonly ScoredType: "person";
        readonly MatchModelReason: {
            readonly reason: components["schemas"]["Reason"];
        };
        readonly NewMatchModel: {
            readonly type: components["schemas"]["ScoredType"];
            readonly seed: number;
            readonly assumedRecall?: number;
            readonly model?: components["schemas"]["MatchWeights"];
            readonly reason: components["schemas"]["Reason"];
        };
        readonly MatchWeights: {
            readonly prior: number;
            readonly kinPrior: number;
            readonly comparisons: readonly components["schemas"]["MatchComparisonWeights"][];
        };
        readonly MatchComparisonWeights: {
            readonly comparison: string;
            readonly levels: readonly {
                readonly level: string;
                readonly m: number;
                readonly u: number;
                readonly kin?: number;
            }[];
            readonly terms: {
                readonly common: {
                    readonly [key: string]: number;
                };
                readonly rare: number;
            };
        };
        readonly MatchVerdict: {
            readonly decision: "same" | "different";
            readonly reason?: string;
        };
        readonly ConnectionsInOrder: readonly components["schemas"]["Name"][];
        readonly SurvivorshipRule: {
            readonly criteria?: readonly ("verified" | "priority" | "newest" | "oldest" | "mostFrequent" | "mostComplete")[];
            readonly priority?: components["schemas"]["ConnectionsInOrder"];
            readonly distrusted?: components["schemas"]["ConnectionsInOrder"];
        };
        readonly AttributeMaster: {
            readonly connection: components["schemas"]["ConnectionName"];
            readonly writeBack?: components["schemas"]["WriteBackWay"];
        };
        readonly WriteBackWay: {
            readonly flow: components["schemas"]["Name"];
            readonly waitSeconds: number;
        };
        readonly SurvivorshipPolicy: {
            readonly criteria?: components["schemas"]["SurvivorshipRule"]["criteria"];
            readonly priority?: components["schemas"]["ConnectionsInOrder"];
            readonly distrusted?: components["schemas"]["ConnectionsInOrder"];
            readonly verifying?: components["schemas"]["ConnectionsInOrder"];
            readonly clusters?: {
                readonly mostRecords: number;
                readonly bridgeFrom: number;
                readonly withoutTwins?: components["schemas"]["ConnectionsInOrder"];
            };
            readonly attributes?: {
                readonly [key: string]: components["schemas"]["SurvivorshipRule"];
            };
            readonly types?: {
                readonly [key: string]: {
                    readonly [key: string]: components["schemas"]["SurvivorshipRule"];
                };
            };
            readonly masters?: {
                readonly [key: string]: {
                    readonly connection?: components["schemas"]["ConnectionName"];
                    readonly writeBack?: components["schemas"]["WriteBackWay"];
                    readonly attributes?: {
                        readonly [key: string]: components["schemas"]["AttributeMaster"];
                    };
                };
            };
        };
        readonly SurvivorshipPolicyChange: {
            readonly policy: components["schemas"]["SurvivorshipPolicy"];
            readonly reason: components["schemas"]["Reason"];
        };
        readonly BackgroundState: "running" | "paused" | "completed" | "failed" | "cancelled";
        readonly NewRun: {
            readonly variables?: components["schemas"]["Variables"];
            readonly businessKey?: string;
            readonly version?: number;
            readonly id?: string;
            readonly waitMs?: number;
        };
        readonly ConditionEvaluation: {
            readonly variables: components["schemas"]["Variables"];
            readonly flow?: components["schemas"]["Name"];
            readonly version?: number;
            readonly businessKey?: string;
            readonly id?: string;
        };
        readonly RunState: "running" | "completed" | "terminated" | "cancelled" | "incident" | "paused";
        readonly Intervention: {
            readonly reason: components["schemas"]["Reason"];
        };
        readonly RunCancel: {
            readonly reason: components["schemas"]["Reason"];
            readonly compensate?: boolean;
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
        readonly ElementSkip: {
            readonly instance?: components["schemas"]["Id"];
            readonly element?: components["schemas"]["Id"];
            readonly flow?: components["schemas"]["Id"];
            readonly reason: components["schemas"]["Reason"];
        };
        readonly ElementResult: {
            readonly instance?: components["schemas"]["Id"];
            readonly element?: components["schemas"]["Id"];
            readonly variables: components["schemas"]["Variables"];
            readonly reason: components["schemas"]["Reason"];
        };
        readonly RunMigration: {
            readonly version: number;
            readonly elements?: {
                readonly [key: string]: string;
            };
            readonly reason: components["schemas"]["Reason"];
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
        readonly RepairName: "retry" | "restart" | "skip" | "complete" | "pause" | "resume" | "cancel" | "migrate" | "setVariables";
        readonly NewRunAction: {
            readonly action: components["schemas"]["RepairName"];
            readonly filter: components["schemas"]["RunFilter"];
            readonly with?: {
                readonly element?: components["schemas"]["Id"];
                readonly variables?: components["schemas"]["Variables"];
                readonly version?: number;
                readonly flow?: components["schemas"]["Id"];
                readonly compensate?: boolean;
                readonly elements?: {
                    readonly [key: string]: string;
                };
            };
            readonly reason: components["schemas"]["Reason"];
        } & (unknown & unknown & unknown & unknown);
        readonly JobActivation: {
            readonly type: string;
            readonly worker: components["schemas"]["UserName"];
            readonly maxJobs: number;
            readonly lockMs: number;
            readonly waitMs: number;
            readonly fetchVariables?: readonly string[];
        };
        readonly LockToken: string;
        readonly JobCompletion: {
            readonly lockToken: components["schemas"]["LockToken"];
            readonly variables?: components["schemas"]["Variables"];
            readonly result?: {
                readonly denied: boolean;
                readonly deniedReason?: string;
                readonly corrections?: {
                    readonly assignee?: string | null;
                    readonly candidateGroups?: readonly components["schemas"]["UserName"][];
                    readonly candidateUsers?: readonly components["schemas"]["UserName"][];
                    readonly dueAt?: string | null;
                    readonly followUpAt?: string | null;
                    readonly priority?: number;
                };
            };
        };
        readonly JobFailure: {
            readonly lockToken: components["schemas"]["LockToken"];
            readonly message: string;
            readonly retries?: number;
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
        readonly Settlement: {
            readonly outcome: "done" | "notDone";
            readonly output?: unknown;
            readonly reason: components["schemas"]["Reason"];
        };
        readonly AdHocActivation: {
            readonly elements: readonly {
                readonly element: components["schemas"]["Id"];
                readonly variables?: components["schemas"]["Variables"];
            }[];
            readonly instance?: components["schemas"]["LongId"];
            readonly element?: components["schemas"]["Id"];
            readonly cancelRemaining: boolean;
            readonly reason?: string;
        };
        readonly WorkItemChange: {
            readonly candidateGroups?: readonly components["schemas"]["UserName"][];
            readonly candidateUsers?: readonly components["schemas"]["UserName"][];
            readonly dueAt?: string | null;
            readonly followUpAt?: string | null;
            readonly priority?: number;
        };
        readonly Assignment: {
            readonly assignee: components["schemas"]["UserName"];
        };
        readonly WorkItemResult: {
            readonly variables?: components["schemas"]["Variables"];
            readonly outcome?: string;
        };
        readonly SlaAction: {
            readonly kind: "notify";
            readonly to: readonly components["schemas"]["UserName"][];
            readonly channel: "screen" | "sms" | "email";
            readonly template: components["schemas"]["Name"];
        } | {
            readonly kind: "refer";
            readonly team?: components["schemas"]["Name"];
            readonly person?: components["schemas"]["UserName"];
            readonly to?: "lead" | "head";
        } | {
            readonly kind: "setPriority";
            readonly priority: components["schemas"]["Name"];
        } | {
            readonly kind: "startFlow";
            readonly flow: components["schemas"]["Name"];
        } | {
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
                readonly kind: "hierarchical" | "functional";
                readonly do: readonly components["schemas"]["SlaAction"][];
            }[];
        };
        readonly SlaPolicy: {
            readonly title: components["schemas"]["Bilingual"];
            readonly summary?: string;
            readonly agreement: "sla" | "ola" | "underpinning";
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
            readonly calendar: string;
            readonly hours?: components["schemas"]["Name"];
            readonly targets: readonly components["schemas"]["SlaTarget"][];
            readonly serves?: readonly components["schemas"]["Name"][];
            readonly missedFires?: "all" | "last" | "none";
            readonly validFrom?: components["schemas"]["Instant"];
            readonly validUntil?: components["schemas"]["Instant"];
        };
        readonly SlaClockState: "running" | "paused" | "breached" | "met" | "missed" | "excused" | "cancelled";
        readonly WorkPackageType: {
            readonly title: components["schemas"]["Bilingual"];
            readonly owner: components["schemas"]["UserName"];
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
                readonly performer?: string;
                readonly workingDays: number;
                readonly plannedCostRial?: number;
                readonly incomeShare?: number;
            }[];
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
        readonly CaseStateKind: "open" | "waiting" | "resolved" | "closed" | "cancelled";
        readonly CaseVisibility: "public" | "internal";
        readonly Form: {
            readonly [key: string]: unknown;
        };
        readonly Feel: string;
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
        readonly CaseNotice: {
            readonly to: readonly components["schemas"]["UserName"][];
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
            readonly reopens?: true;
            readonly branches?: readonly {
                readonly when: components["schemas"]["Feel"];
                readonly to: components["schemas"]["Name"];
                readonly reopens?: true;
            }[];
        };
        readonly CaseAssignmentRule: {
            readonly when?: components["schemas"]["Feel"];
            readonly to: "owner" | "team" | "person";
            readonly team?: components["schemas"]["Name"];
            readonly person?: components["schemas"]["UserName"];
            readonly by?: "leastLoad" | "roundRobin" | "none";
            readonly skills?: readonly components["schemas"]["Name"][];
        };
        readonly CaseType: {
            readonly title: components["schemas"]["Bilingual"];
            readonly summary?: string;
            readonly schema: {
                readonly [key: string]: unknown;
            };
            readonly computed?: {
                readonly [key: string]: components["schemas"]["Feel"];
            };
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
        readonly CatalogueSubject: {
            readonly title: components["schemas"]["Bilingual"];
            readonly code: string;
            readonly parent?: components["schemas"]["Name"];
            readonly subject?: string;
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
        readonly Unit: {
            readonly title: components["schemas"]["Bilingual"];
            readonly parent?: components["schemas"]["Name"];
            readonly head?: components["schemas"]["UserName"];
        };
        readonly Post: {
            readonly title: components["schemas"]["Bilingual"];
            readonly unit: components["schemas"]["Name"];
            readonly reportsTo?: components["schemas"]["Name"];
            readonly holders?: readonly components["schemas"]["UserName"][];
        };
        readonly Team: {
            readonly title: components["schemas"]["Bilingual"];
            readonly unit?: components["schemas"]["Name"];
            readonly lead?: components["schemas"]["UserName"];
            readonly members: readonly components["schemas"]["UserName"][];
            readonly calendar?: components["schemas"]["Name"];
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
        readonly CaseSettings: {
            readonly leafSubjectsOnly: boolean;
        };
        readonly Requester: {
            readonly profileId?: components["schemas"]["Id"];
            readonly name?: string;
            readonly stakeholder?: "customer" | "partner" | "employee" | "supplier" | "publicBody" | "public";
            readonly contact?: string;
        };
        readonly CaseSource: {
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
            readonly from?: "staff" | "customer";
        };
        readonly CaseReferral: {
            readonly assignee?: components["schemas"]["UserName"];
            readonly team?: components["schemas"]["Name"];
            readonly unit?: components["schemas"]["Name"];
            readonly reason?: components["schemas"]["Reason"];
        };
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
        readonly CaseWorkResult: {
            readonly outcome?: components["schemas"]["Name"];
            readonly data?: components["schemas"]["AnyObject"];
            readonly comment?: string;
        };
        readonly CustomerAnswer: {
            readonly text?: string;
            readonly transition?: components["schemas"]["Name"];
            readonly data?: components["schemas"]["AnyObject"];
        };
        readonly RuleCondition: {
            readonly all?: readonly components["schemas"]["RuleCondition"][];
            readonly any?: readonly components["schemas"]["RuleCondition"][];
            readonly not?: components["schemas"]["RuleCondition"];
            readonly feel?: string;
            readonly field?: string;
            readonly is?: "equals" | "notEquals" | "above" | "atLeast" | "below" | "atMost" | "between" | "in" | "notIn" | "startsWith" | "endsWith" | "contains" | "includes" | "matches" | "isPresent" | "isMissing";
            readonly value?: unknown;
        };
        readonly RuleNumber: number | string;
        readonly RuleValues: {
            readonly [key: string]: unknown;
        };
        readonly RuleAction: {
            readonly kind: "discount" | "sideService" | "sideProduct" | "commission" | "minimumPrice" | "maximumPrice" | "reject" | "setField" | "decide" | "notify" | "startFlow" | "raiseEvent" | "chooseTerminal" | "chooseSla" | "assign";
            readonly percent?: components["schemas"]["RuleNumber"];
            readonly amountRial?: components["schemas"]["RuleNumber"];
            readonly tiers?: {
                readonly by: string;
                readonly steps: readonly {
                    readonly from: number;
                    readonly percent: number;
                }[];
                readonly method: "whole" | "graduated";
            };
            readonly on: "invoice" | "line";
            readonly basis?: "remaining" | "list" | "net" | "gross";
            readonly where?: components["schemas"]["RuleCondition"];
            readonly item?: string;
            readonly quantity?: components["schemas"]["RuleNumber"];
            readonly unitPriceRial?: components["schemas"]["RuleNumber"];
            readonly beneficiary?: string;
            readonly reason?: string;
            readonly field?: string;
            readonly value?: unknown;
            readonly table?: components["schemas"]["Name"];
            readonly connection?: components["schemas"]["ConnectionName"];
            readonly operation?: components["schemas"]["Name"];
            readonly input?: components["schemas"]["RuleValues"];
            readonly flow?: components["schemas"]["Name"];
            readonly variables?: components["schemas"]["RuleValues"];
            readonly event?: components["schemas"]["Name"];
            readonly data?: components["schemas"]["RuleValues"];
            readonly correlationKey?: string;
            readonly ttlSeconds?: number;
            readonly terminal?: string;
            readonly policy?: string;
            readonly user?: string;
            readonly group?: string;
        };
        readonly RuleScopeValues: readonly string[];
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
            readonly name: string;
            readonly priority?: number;
            readonly when?: string | components["schemas"]["RuleCondition"];
            readonly scope?: components["schemas"]["RuleScope"];
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
            readonly group?: string;
        };
        readonly TableType: "text" | "number" | "boolean" | "date";
        readonly DecisionTable: {
            readonly hitPolicy: "UNIQUE" | "FIRST" | "ANY" | "PRIORITY" | "COLLECT" | "RULE ORDER" | "OUTPUT ORDER";
            readonly aggregator?: "SUM" | "MIN" | "MAX" | "COUNT";
            readonly inputs: readonly {
                readonly title: string;
                readonly field: string;
                readonly type: components["schemas"]["TableType"];
                readonly values?: readonly string[];
            }[];
            readonly outputs: readonly {
                readonly title: string;
                readonly name: components["schemas"]["Name"];
                readonly type: components["schemas"]["TableType"];
                readonly values?: readonly unknown[];
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
        readonly RuleSetDraft: {
            readonly title: components["schemas"]["Bilingual"];
            readonly description?: string;
            readonly events?: components["schemas"]["EventNames"];
            readonly rules?: readonly components["schemas"]["Rule"][];
            readonly table?: components["schemas"]["DecisionTable"];
            readonly rounds?: number;
            readonly needsApproval?: boolean;
            readonly versionTag?: string;
        };
        readonly RuleApproval: {
            readonly reason?: string;
            readonly effectiveFrom?: components["schemas"]["Instant"];
        };
        readonly RuleTrial: {
            readonly key?: components["schemas"]["Name"];
            readonly version?: number;
            readonly event?: components["schemas"]["Name"];
            readonly fact: components["schemas"]["Variables"];
            readonly at?: components["schemas"]["Instant"];
        };
        readonly NewRuleEvent: {
            readonly id?: components["schemas"]["LongId"];
            readonly event: components["schemas"]["Name"];
            readonly fact: components["schemas"]["Variables"];
            readonly at?: components["schemas"]["Instant"];
        };
        readonly SimulationPeriod: {
            readonly from?: components["schemas"]["Instant"];
            readonly to?: components["schemas"]["Instant"];
        };
        readonly Shift: {
            readonly from: string;
            readonly to: string;
        };
        readonly Shifts: readonly components["schemas"]["Shift"][];
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
            readonly timeZone: string;
            readonly week: components["schemas"]["CalendarWeek"];
            readonly holidays: readonly "iran"[];
            readonly holidayShifts?: components["schemas"]["Shifts"];
            readonly lunarMonths?: readonly {
                readonly year: number;
                readonly month: number;
                readonly startsOn: string;
            }[];
            readonly periods?: readonly {
                readonly title: string;
                readonly from: string;
                readonly to: string;
                readonly week: components["schemas"]["CalendarWeek"];
            }[];
            readonly exceptions?: readonly {
                readonly title: string;
                readonly from: string;
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
        readonly BusinessTimeQuestion: {
            readonly from: components["schemas"]["Instant"];
            readonly add?: string;
            readonly addDays?: number;
            readonly to?: components["schemas"]["Instant"];
        };
        readonly Scope: "*" | "connections:read" | "connections:write" | "connections:operate" | "source-records:write" | "records:read" | "records:write" | "records:configure" | "messages:publish" | "profiles:read" | "profiles:read:personal" | "profiles:write" | "profiles:configure" | "profiles:correct" | "profiles:govern" | "profiles:erase" | "profiles:export" | "operations:read" | "operations:operate" | "flows:read" | "flows:deploy" | "runs:read" | "runs:start" | "runs:operate" | "attempts:read" | "attempts:settle" | "jobs:work" | "work-items:read" | "work-items:complete" | "work-items:assign" | "cases:read" | "cases:read:confidential" | "cases:write" | "cases:configure" | "events:read" | "sla:read" | "sla:write" | "sla:operate" | "rules:read" | "rules:write" | "rules:approve" | "rules:raise" | "calendars:read" | "calendars:write" | "keys:manage" | "audit:read";
        readonly Role: {
            readonly title: components["schemas"]["Bilingual"];
            readonly scopes: readonly components["schemas"]["Scope"][];
        };
        readonly NewApiKey: {
            readonly name: string;
            readonly scopes?: readonly components["schemas"]["Scope"][];
            readonly roles?: readonly components["schemas"]["Name"][];
            readonly expiresAt?: components["schemas"]["Instant"];
            readonly digestLogin?: true;
        };
        readonly "entity-types.generated": "account" | "activity" | "consent" | "contact" | "contract" | "equipment" | "invoice" | "label" | "message" | "order" | "organisation" | "payment" | "person" | "product" | "relation" | "service-plan" | "service" | "stock-level" | "stock-movement" | "terminal";
    };
    responses: never;
    parameters: {
        readonly limit: number;
        readonly after: string;
        readonly matchModel: string;
        readonly idempotencyKey: string;
        readonly correlationId: string;
        readonly ifMatch: string;
        readonly adapterName: components["schemas"]["Name"];
        readonly connectionName: components["schemas"]["ConnectionName"];
        readonly soapService: string;
        readonly callbackConnection: components["schemas"]["ConnectionName"];
        readonly operationName: components["schemas"]["Name"];
        readonly sourceName: components["schemas"]["Name"];
        readonly segment: string;
        readonly profileId: components["schemas"]["Id"];
        readonly writeBackId: components["schemas"]["Id"];
        readonly matchDecisionId: components["schemas"]["Id"];
        readonly refusedRecordId: components["schemas"]["Id"];
        readonly importId: components["schemas"]["Id"];
        readonly erasureId: components["schemas"]["Id"];
        readonly backgroundOperationId: components["schemas"]["Id"];
        readonly flowKey: components["schemas"]["Name"];
        readonly formId: string;
        readonly runId: components["schemas"]["Id"];
        readonly runActionId: components["schemas"]["Id"];
        readonly jobId: components["schemas"]["LongId"];
        readonly workItemId: components["schemas"]["LongId"];
        readonly ruleSetVersion: number;
        readonly asDraft: boolean;
        readonly changeReason: string;
        readonly effectiveFrom: components["schemas"]["Instant"];
        readonly versionQuery: number;
        readonly calendarKey: components["schemas"]["Name"];
        readonly recordType: components["schemas"]["entity-types.generated"];
        readonly customFieldName: string;
        readonly definitionKey: components["schemas"]["Name"];
        readonly caseId: components["schemas"]["Id"];
        readonly trackingCode: string;
        readonly ruleSetKey: components["schemas"]["Name"];
    };
    requestBodies: {
        readonly ruleApproval: {
            readonly content: {
                readonly "application/json": components["schemas"]["RuleApproval"];
            };
        };
        readonly intervention: {
            readonly content: {
                readonly "application/json": components["schemas"]["Intervention"];
            };
        };
        readonly assignee: {
            readonly content: {
                readonly "application/json": components["schemas"]["Assignment"];
            };
        };
    };
    headers: never;
    pathItems: never;
}
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listAdapters: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getAdapter: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: components["parameters"]["adapterName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly importDescription: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly name: components["parameters"]["adapterName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Description"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listConnections: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly createConnection: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewConnection"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getConnection: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: components["parameters"]["connectionName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly putConnection: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly name: components["parameters"]["connectionName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ConnectionDraft"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly deleteConnection: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly name: components["parameters"]["connectionName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly checkConnection: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly name: components["parameters"]["connectionName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listOperations: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: components["parameters"]["connectionName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly callOperation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly name: components["parameters"]["connectionName"];
                readonly operation: components["parameters"]["operationName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OperationCall"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listSources: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: components["parameters"]["connectionName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly pauseSource: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly name: components["parameters"]["connectionName"];
                readonly source: components["parameters"]["sourceName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly resumeSource: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly name: components["parameters"]["connectionName"];
                readonly source: components["parameters"]["sourceName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly pollSource: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly name: components["parameters"]["connectionName"];
                readonly source: components["parameters"]["sourceName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly rewindSource: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly name: components["parameters"]["connectionName"];
                readonly source: components["parameters"]["sourceName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Rewind"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly previewSource: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly name: components["parameters"]["connectionName"];
                readonly source: components["parameters"]["sourceName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["PreviewRequest"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly keepContent: {
        readonly parameters: {
            readonly query?: {
                readonly name?: string;
            };
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "*/*": unknown;
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly readContent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly ingestSourceRecords: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SourceRecords"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listRefusedRecords: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
                readonly connection?: components["schemas"]["ConnectionName"];
                readonly source?: components["schemas"]["Name"];
                readonly type?: string;
                readonly code?: components["schemas"]["RefusalCode"];
                readonly state?: "open" | "dismissed";
                readonly since?: components["schemas"]["Instant"];
                readonly before?: components["schemas"]["Instant"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly countRefusedRecords: {
        readonly parameters: {
            readonly query?: {
                readonly connection?: components["schemas"]["ConnectionName"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly beginRefusedRecordsAction: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RefusedRecordsAction"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getRefusedRecord: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["refusedRecordId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly correctRefusedRecord: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["refusedRecordId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RefusedRecordCorrection"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly retryRefusedRecord: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["refusedRecordId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["intervention"];
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly dismissRefusedRecord: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["refusedRecordId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["intervention"];
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly publishMessage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "X-Correlation-Id"?: components["parameters"]["correlationId"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewMessage"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly broadcastSignal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewSignal"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly receiveReturn: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly connection: components["parameters"]["callbackConnection"];
                readonly source: components["parameters"]["sourceName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly receiveCallback: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly connection: components["parameters"]["callbackConnection"];
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly readWsdl: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly service: components["parameters"]["soapService"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly callSoap: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listImports: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly createImport: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewImport"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly receiveImportFile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly startImport: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["importId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly isTrial: boolean;
                };
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listImportRows: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listProfiles: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
                readonly identifier?: string;
                readonly q?: string;
                readonly match?: "words" | "prefix" | "fuzzy";
                readonly prefix?: boolean;
                readonly asset?: string;
                readonly segment?: string;
                readonly tag?: string;
                readonly kind?: components["schemas"]["ProfileKind"];
                readonly state?: "active" | "tooThin";
                readonly updatedSince?: components["schemas"]["Instant"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getProfile: {
        readonly parameters: {
            readonly query?: {
                readonly provenance?: boolean;
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly editProfile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProfileEdit"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listWriteBacks: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
                readonly profile?: components["schemas"]["Id"];
                readonly state?: components["schemas"]["WriteBackState"];
                readonly connection?: components["schemas"]["ConnectionName"];
                readonly attribute?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getWriteBack: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["writeBackId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly withdrawWriteBack: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["writeBackId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listProfileSources: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listProfileHistory: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listProfileRelations: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listProfileTimeline: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listRelationships: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
                readonly kind?: string;
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly addRelationship: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewRelationship"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getAgencyTree: {
        readonly parameters: {
            readonly query?: {
                readonly on?: string;
                readonly depth?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly removeRelationship: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["profileId"];
                readonly relationship: components["schemas"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listConsents: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly addConsent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewConsent"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly checkConsent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ConsentQuestion"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly putTag: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["profileId"];
                readonly tag: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly deleteTag: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["profileId"];
                readonly tag: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listSegments: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly refreshSegments: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getSegment: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly segment: components["parameters"]["segment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly putSegment: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly segment: components["parameters"]["segment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewSegment"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listSegmentMembers: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path: {
                readonly segment: components["parameters"]["segment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly putSegmentMember: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly segment: components["parameters"]["segment"];
                readonly profile: components["schemas"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly deleteSegmentMember: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly segment: components["parameters"]["segment"];
                readonly profile: components["schemas"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getProfileParts: {
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly pinAttribute: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["profileId"];
                readonly attribute: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewPin"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly unpinAttribute: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["profileId"];
                readonly attribute: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly mergeProfiles: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProfileMerge"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly unmergeProfile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProfileSplit"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly eraseProfile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["profileId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ErasureRequest"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listErasures: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly liftErasure: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["erasureId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ErasureRequest"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listMatchReviews: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
                readonly reason?: components["schemas"]["MatchReviewReason"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly decideMatchReview: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MatchVerdict"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly rematchRecords: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listMatchModels: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
                readonly type?: components["schemas"]["ScoredType"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly makeMatchModel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewMatchModel"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getMatchModel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["matchModel"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly previewMatchModel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["matchModel"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly activateMatchModel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["matchModel"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MatchModelReason"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly rollbackMatchModel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["matchModel"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MatchModelReason"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listMatchModelActivations: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
                readonly type?: components["schemas"]["ScoredType"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listMatchDecisions: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
                readonly profile?: components["schemas"]["Id"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly undoMatchDecisions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UndoingMany"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly undoMatchDecision: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["matchDecisionId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["Undoing"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listRecords: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
                readonly connection?: components["schemas"]["ConnectionName"];
                readonly offeredOn?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly type: components["parameters"]["recordType"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getRecord: {
        readonly parameters: {
            readonly query?: {
                readonly connection?: components["schemas"]["ConnectionName"];
            };
            readonly header?: never;
            readonly path: {
                readonly type: components["parameters"]["recordType"];
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly putRecord: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly type: components["parameters"]["recordType"];
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AnyObject"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly deleteRecord: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly type: components["parameters"]["recordType"];
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listConfigurations: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getConfiguration: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly putConfiguration: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Configuration"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly continueConfiguration: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly answers: components["schemas"]["ConfigurationAnswers"];
                    readonly fact?: components["schemas"]["AnyObject"];
                };
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly orderConfiguration: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly id?: string;
                    readonly answers: components["schemas"]["ConfigurationAnswers"];
                    readonly fact?: components["schemas"]["AnyObject"];
                    readonly order: {
                        readonly [key: string]: unknown;
                    };
                };
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listBaseLists: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getBaseList: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly putBaseList: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["BaseList"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listCustomFields: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
                readonly type?: components["schemas"]["entity-types.generated"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getCustomField: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly name: components["parameters"]["customFieldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly putCustomField: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly name: components["parameters"]["customFieldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CustomField"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listCustomFieldVersions: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path: {
                readonly name: components["parameters"]["customFieldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly retireCustomField: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly name: components["parameters"]["customFieldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getEntityForm: {
        readonly parameters: {
            readonly query?: {
                readonly language?: "fa" | "en";
                readonly role?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly type: components["schemas"]["entity-types.generated"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getDataQuality: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
                readonly type?: components["schemas"]["entity-types.generated"];
                readonly connection?: components["schemas"]["ConnectionName"];
                readonly attribute?: string;
                readonly of?: "profiles" | "sources";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly measureDataQuality: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly putSurvivorshipPolicy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SurvivorshipPolicyChange"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listSurvivorshipPolicies: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listBackgroundOperations: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly pauseBackgroundOperation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["backgroundOperationId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly resumeBackgroundOperation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["backgroundOperationId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly cancelBackgroundOperation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["backgroundOperationId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listChanges: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
                readonly kind?: components["schemas"]["ProfileKind"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listFlows: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly deployFlows: {
        readonly parameters: {
            readonly query?: {
                readonly validateOnly?: boolean;
            };
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/xml": string;
                readonly "text/xml": string;
                readonly "multipart/form-data": Record<string, never>;
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getFlow: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly key: components["parameters"]["flowKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listFlowVersions: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path: {
                readonly key: components["parameters"]["flowKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getFlowXml: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly key: components["parameters"]["flowKey"];
                readonly version: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listForms: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getForm: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["formId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listFormVersions: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["formId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly startRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "X-Correlation-Id"?: components["parameters"]["correlationId"];
            };
            readonly path: {
                readonly key: components["parameters"]["flowKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewRun"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly evaluateConditions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "X-Correlation-Id"?: components["parameters"]["correlationId"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ConditionEvaluation"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listRuns: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
                readonly flow?: components["schemas"]["Name"];
                readonly state?: components["schemas"]["RunState"];
                readonly businessKey?: components["schemas"]["Id"];
                readonly element?: components["schemas"]["Id"];
                readonly incident?: components["schemas"]["Id"];
                readonly version?: number;
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listRunActions: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly beginRunAction: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewRunAction"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listRunActionOutcomes: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly cancelRunAction: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["runActionId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["intervention"];
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listRunHistory: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly activateAdHoc: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AdHocActivation"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly retryRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RunRetry"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly restartRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RunRestart"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly skipElement: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ElementSkip"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly completeElement: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ElementResult"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly migrateRun: {
        readonly parameters: {
            readonly query?: {
                readonly validateOnly?: boolean;
            };
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RunMigration"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly cancelRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RunCancel"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly pauseRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["intervention"];
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly resumeRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["intervention"];
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly setRunVariables: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["runId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["VariablesChange"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listAttempts: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
                readonly state?: "unknown";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly settleAttempt: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["schemas"]["LongId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Settlement"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly activateJobs: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["JobActivation"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly completeJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["jobId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["JobCompletion"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly failJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["jobId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["JobFailure"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly throwJobError: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["jobId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["JobError"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly extendJobLock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["jobId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["JobLockExtension"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listWorkItems: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
                readonly assignee?: components["schemas"]["UserName"];
                readonly group?: components["schemas"]["UserName"];
                readonly flow?: components["schemas"]["Name"];
                readonly due?: components["schemas"]["Instant"];
                readonly candidate?: components["schemas"]["UserName"];
                readonly state?: "open" | "assigned" | "unassigned" | "completed" | "cancelled" | "closed";
                readonly completedBy?: components["schemas"]["UserName"];
                readonly closedAfter?: components["schemas"]["Instant"];
                readonly closedBefore?: components["schemas"]["Instant"];
                readonly run?: components["schemas"]["Id"];
                readonly element?: components["schemas"]["Id"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listWorkItemComments: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly addWorkItemComment: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly text: string;
                };
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly updateWorkItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkItemChange"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly claimWorkItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["assignee"];
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly unclaimWorkItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly assignWorkItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["assignee"];
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly completeWorkItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkItemResult"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listCaseTypes: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getCaseType: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly putCaseType: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CaseType"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listCatalogueSubjects: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
                readonly q?: string;
                readonly parent?: components["schemas"]["Name"];
                readonly leaf?: boolean;
                readonly subject?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getCatalogueSubject: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly putCatalogueSubject: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CatalogueSubject"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listUnits: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getUnit: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly putUnit: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Unit"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listPosts: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getPost: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly putPost: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Post"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listTeams: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getTeam: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly putTeam: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Team"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listPeopleAtWork: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getPersonAtWork: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly putPersonAtWork: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PersonAtWork"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getWorkOfPerson: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly putCaseSettings: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CaseSettings"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listCases: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
                readonly type?: components["schemas"]["Name"];
                readonly state?: components["schemas"]["Name"];
                readonly kind?: components["schemas"]["CaseStateKind"];
                readonly priority?: components["schemas"]["Name"];
                readonly assignee?: components["schemas"]["UserName"];
                readonly unassigned?: boolean;
                readonly team?: components["schemas"]["Name"];
                readonly unit?: components["schemas"]["Name"];
                readonly catalogue?: components["schemas"]["Name"];
                readonly requester?: components["schemas"]["Id"];
                readonly channel?: components["schemas"]["Name"];
                readonly parent?: components["schemas"]["Id"];
                readonly watcher?: components["schemas"]["UserName"];
                readonly number?: components["schemas"]["Id"];
                readonly q?: string;
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly createCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewCase"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly countCases: {
        readonly parameters: {
            readonly query: {
                readonly by: string;
                readonly repeats?: boolean;
                readonly type?: components["schemas"]["Name"];
                readonly state?: components["schemas"]["Name"];
                readonly kind?: components["schemas"]["CaseStateKind"];
                readonly priority?: components["schemas"]["Name"];
                readonly assignee?: components["schemas"]["UserName"];
                readonly unassigned?: boolean;
                readonly team?: components["schemas"]["Name"];
                readonly unit?: components["schemas"]["Name"];
                readonly catalogue?: components["schemas"]["Name"];
                readonly requester?: components["schemas"]["Id"];
                readonly channel?: components["schemas"]["Name"];
                readonly parent?: components["schemas"]["Id"];
                readonly watcher?: components["schemas"]["UserName"];
                readonly number?: components["schemas"]["Id"];
                readonly q?: string;
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly changeCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CaseChange"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listCaseTimeline: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly moveCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CaseMove"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly commentCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CaseComment"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly referCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CaseReferral"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly linkCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CaseLink"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly unlinkCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CaseLink"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly mergeCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CaseMerge"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly splitCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewCase"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly watchCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["caseId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CaseWatcher"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly attachToCase: {
        readonly parameters: {
            readonly query: {
                readonly name: string;
                readonly visibility?: components["schemas"]["CaseVisibility"];
            };
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getCartable: {
        readonly parameters: {
            readonly query: {
                readonly person: components["schemas"]["UserName"];
                readonly limit?: components["parameters"]["limit"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly claimCaseWorkItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Assignment"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly releaseCaseWorkItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly delegateCaseWorkItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Assignment"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly completeCaseWorkItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["workItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CaseWorkResult"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
                readonly "application/json": components["schemas"]["CustomerAnswer"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listEvents: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
                readonly type?: components["schemas"]["Name"];
                readonly subject?: components["schemas"]["LongId"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listSlaPolicies: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getSlaPolicy: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly putSlaPolicy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SlaPolicy"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getUnderpinning: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listClocks: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
                readonly state?: components["schemas"]["SlaClockState"];
                readonly dueBefore?: components["schemas"]["Instant"];
                readonly policy?: components["schemas"]["Name"];
                readonly agreement?: "sla" | "ola" | "underpinning";
                readonly subject?: components["schemas"]["Id"];
                readonly target?: components["schemas"]["Name"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly excuseClock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly id: components["schemas"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["intervention"];
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly reportSla: {
        readonly parameters: {
            readonly query: {
                readonly by: "policy" | "target" | "agreement" | "contract" | "equipment" | "product" | "service" | "unit" | "team" | "customer";
                readonly policy?: components["schemas"]["Name"];
                readonly since?: components["schemas"]["Instant"];
                readonly until?: components["schemas"]["Instant"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listWorkPackageTypes: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getWorkPackageType: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly putWorkPackageType: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkPackageType"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listWorkPackageTemplates: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getWorkPackageTemplate: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly putWorkPackageTemplate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkPackageTemplate"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listCommitments: {
        readonly parameters: {
            readonly query: {
                readonly customer: components["schemas"]["Id"];
                readonly limit?: components["parameters"]["limit"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly planOrder: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly order: components["schemas"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CommittedOrder"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listRuleSets: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly evaluateRules: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RuleTrial"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getRuleSet: {
        readonly parameters: {
            readonly query?: {
                readonly version?: components["parameters"]["versionQuery"];
            };
            readonly header?: never;
            readonly path: {
                readonly key: components["parameters"]["ruleSetKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly putRuleSet: {
        readonly parameters: {
            readonly query?: {
                readonly draft?: components["parameters"]["asDraft"];
                readonly reason?: components["parameters"]["changeReason"];
                readonly effectiveFrom?: components["parameters"]["effectiveFrom"];
            };
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listRuleSetVersions: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path: {
                readonly key: components["parameters"]["ruleSetKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly approveRuleSet: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly key: components["parameters"]["ruleSetKey"];
                readonly version: components["parameters"]["ruleSetVersion"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: components["requestBodies"]["ruleApproval"];
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly rejectRuleSet: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly key: components["parameters"]["ruleSetKey"];
                readonly version: components["parameters"]["ruleSetVersion"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: components["requestBodies"]["ruleApproval"];
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly rollbackRuleSet: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly key: components["parameters"]["ruleSetKey"];
                readonly version: components["parameters"]["ruleSetVersion"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["intervention"];
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly diffRuleSet: {
        readonly parameters: {
            readonly query: {
                readonly from: number;
            };
            readonly header?: never;
            readonly path: {
                readonly key: components["parameters"]["ruleSetKey"];
                readonly version: components["parameters"]["ruleSetVersion"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly simulateRuleSet: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly key: components["parameters"]["ruleSetKey"];
                readonly version: components["parameters"]["ruleSetVersion"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["SimulationPeriod"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listRuleEvents: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
                readonly event?: components["schemas"]["Name"];
                readonly state?: "raised" | "decided" | "done" | "failed";
                readonly rule?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly raiseRuleEvent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewRuleEvent"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly checkDecisionTable: {
        readonly parameters: {
            readonly query?: {
                readonly version?: components["parameters"]["versionQuery"];
            };
            readonly header?: never;
            readonly path: {
                readonly key: components["parameters"]["ruleSetKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly importDecisionTable: {
        readonly parameters: {
            readonly query?: {
                readonly draft?: components["parameters"]["asDraft"];
                readonly reason?: components["parameters"]["changeReason"];
                readonly effectiveFrom?: components["parameters"]["effectiveFrom"];
                readonly sheet?: string;
            };
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly key: components["parameters"]["ruleSetKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                readonly "text/csv": string;
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listCalendars: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
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
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getCalendar: {
        readonly parameters: {
            readonly query?: {
                readonly version?: components["parameters"]["versionQuery"];
            };
            readonly header?: never;
            readonly path: {
                readonly key: components["parameters"]["calendarKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly putCalendar: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly key: components["parameters"]["calendarKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CalendarDraft"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listCalendarVersions: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path: {
                readonly key: components["parameters"]["calendarKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getCalendarYear: {
        readonly parameters: {
            readonly query?: {
                readonly version?: components["parameters"]["versionQuery"];
            };
            readonly header?: never;
            readonly path: {
                readonly key: components["parameters"]["calendarKey"];
                readonly year: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly calculateBusinessTime: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly key: components["parameters"]["calendarKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["BusinessTimeQuestion"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listApiKeys: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly createApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewApiKey"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listRoles: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getRole: {
        readonly parameters: {
            readonly query?: {
                readonly version?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly putRole: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                readonly "If-Match"?: components["parameters"]["ifMatch"];
            };
            readonly path: {
                readonly key: components["parameters"]["definitionKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Role"];
            };
        };
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly deleteApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            readonly path: {
                readonly id: components["schemas"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listAudit: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: components["parameters"]["limit"];
                readonly after?: components["parameters"]["after"];
                readonly by?: components["schemas"]["UserName"];
                readonly target?: components["schemas"]["LongId"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
