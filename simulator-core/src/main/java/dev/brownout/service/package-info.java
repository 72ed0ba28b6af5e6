/**
 * Core interfaces of a request path. A {@link dev.brownout.service.Service} handles a request and replies later, at
 * most once. A {@link dev.brownout.service.Filter} is a decorator of a service.
 *
 * <p>The contract: A call gets at most one reply, and none if a host or link is silent. A service may reply inside
 * {@code call}: it updates its own state first and replies last. Repetition uses the event list, even with delay 0. A
 * modelled failure is an {@link dev.brownout.service.Outcome}; an exception is a bug. A caller that stops waiting does
 * not stop the callee, unless the call carries a {@link dev.brownout.service.CancellationToken}. Events at the same
 * instant happen in the order in which they were scheduled.
 */
package dev.brownout.service;
