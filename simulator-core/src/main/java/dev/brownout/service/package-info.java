/**
 * The two shapes of which the path of a request is composed: a {@link dev.brownout.service.Service} answers a request
 * later, exactly once; a {@link dev.brownout.service.Filter} is behaviour put around a service.
 *
 * <p>The contract: a reply is given exactly once, or never where a machine or a link has gone silent; a service may
 * answer inside {@code call}, so it settles its own state first and answers last; repetition goes through the event
 * list, even with delay 0; a modelled failure is an {@link dev.brownout.service.Outcome}, an exception is a bug; a
 * caller that walks away does not stop the callee, unless the call carries a
 * {@link dev.brownout.service.CancellationToken}; what happens at the same instant happens in the order in which it was
 * scheduled.
 */
package dev.brownout.service;
