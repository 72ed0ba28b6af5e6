package dev.brownout.service;

/** Anything that answers requests: a node, a tier, or a whole system. */
@FunctionalInterface
public interface Service {
    /**
     * Takes a request and answers later, exactly once, or never where something has gone silent.
     *
     * @param request what is asked for
     * @param reply who waits for the answer
     */
    void call(Request request, Reply reply);
}
