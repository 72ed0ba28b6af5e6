package dev.brownout.importing.loadtest;

/** Dependence of the requests of a load generator on the responses. */
public enum LoopKind {
    /** Requests do not depend on responses: vegeta and wrk2, which have a fixed rate. */
    OPEN,
    /** Each user or connection waits for its response before the next request: JMeter, Locust, wrk, hey, oha, ab. */
    CLOSED,
    /** The configuration of the test decides: k6 and Gatling, and each access log. */
    EITHER
}
