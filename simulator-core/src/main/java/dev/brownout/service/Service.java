package dev.brownout.service;

/** Request handler: a node, a tier, or a whole system. */
@FunctionalInterface
public interface Service {
    /**
     * Handles a request. The reply is called exactly once, immediately or later, or never if a host or link is silent.
     *
     * @param request the request
     * @param reply receives the outcome
     */
    void call(Request request, Reply reply);
}
