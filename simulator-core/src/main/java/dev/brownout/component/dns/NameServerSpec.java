package dev.brownout.component.dns;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import java.time.Duration;

/** Several authoritative name servers of a domain, and the retries of resolvers. */
@Doc("Several name servers of the domain, numbered from 1, each of which a fault can affect alone.")
public record NameServerSpec(
        @Doc("Number of name servers.")
        @Default("2")
        @AtLeast(1)
        @AtMost(13)
        @DefaultSource("RFC 1034, section 4.1: each zone is on at least two servers")
        int count,

        @Doc("Time without a response after which a resolver asks the next name server; a response that comes later"
                + " still counts.")
        @Default("800ms")
        @AtLeast(1)
        @DefaultSource("BIND 9, resolver.c: 0.8 s for the first attempts; RFC 1035, section 4.2.1: other servers before"
                + " the same one again")
        Duration retryAfter,

        @Doc("Time for which a resolver asks other name servers first after one has not responded in time or has"
                + " failed; 0s: it forgets immediately.")
        @Default("15m")
        @AtLeast(0)
        @DefaultSource("unbound: infra-host-ttl 900")
        Duration avoidFor) {}
