package dev.brownout.service;

/** Request handler: a node, a tier, or a whole system. */
@FunctionalInterface
public interface Service {
    /**
     * Handles a request. The reply is called at most once, immediately or later, and never if a host or link is silent.
     *
     * @param request the request
     * @param reply receives the outcome
     */
    void call(Request request, Reply reply);
}
