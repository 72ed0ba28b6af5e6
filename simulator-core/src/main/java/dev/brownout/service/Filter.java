package dev.brownout.service;

/** Decorator of a service, independent of the service it wraps. */
@FunctionalInterface
public interface Filter {
    /**
     * Handles a request on its path to a service.
     *
     * @param request the request
     * @param next the service behind this filter
     * @param reply receives the outcome
     */
    void call(Request request, Service next, Reply reply);

    /** Returns a service that passes requests through this filter. */
    default Service wrap(Service next) {
        return (request, reply) -> call(request, next, reply);
    }

    /**
     * Returns a service that passes the calls of one endpoint through this filter.
     *
     * @param endpoint the called endpoint; empty for the own service of the component
     */
    default Service wrap(Service next, String endpoint) {
        return wrap(next);
    }
}
