package dev.brownout.component.cdn;

import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Request;

/**
 * Age of a response from one cache of a CDN to the next one: the instant at which the origin generated it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9111#section-4.2.3">RFC 9111, section 4.2.3, Calculating Age</a>
 */
final class ResponseAge extends LogicalRequest.IdempotencyRecord {
    /** The response is from no cache. */
    static final long NONE = Long.MIN_VALUE;

    private long bornAt = NONE;

    private ResponseAge(Request request) {
        super(ResponseAge.class, request.idempotencyKey());
    }

    /** Returns the age that the cache expects from which a request arrives; {@code null} if it is from no cache. */
    static ResponseAge of(Request request) {
        return (ResponseAge) request.logical().find(ResponseAge.class, request.idempotencyKey());
    }

    /** Adds the age of the response to a request that a cache is about to forward. */
    static ResponseAge expect(Request request) {
        ResponseAge age = new ResponseAge(request);
        request.logical().carry(age);
        return age;
    }

    /** Sets the instant at which the response was generated, in ns. */
    void pass(long instant) {
        bornAt = instant;
    }

    /** Returns the instant at which the response was generated, in ns; {@link #NONE} if no cache has responded. */
    long bornAt() {
        return bornAt;
    }
}
