package dev.brownout.service;

/** Behaviour put around a service without knowing which service it is. */
@FunctionalInterface
public interface Filter {
    /**
     * Takes a request on its way to a service.
     *
     * @param request what is asked for
     * @param next the service behind this filter
     * @param reply who waits for the answer
     */
    void call(Request request, Service next, Reply reply);

    /** This filter in front of a service, as a service. */
    default Service around(Service next) {
        return (request, reply) -> call(request, next, reply);
    }
}
