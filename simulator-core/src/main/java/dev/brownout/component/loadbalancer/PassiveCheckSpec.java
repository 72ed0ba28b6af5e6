package dev.brownout.component.loadbalancer;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import java.time.Duration;

/** Parameters of passive checks: a balancer skips hosts that its calls did not reach, as nginx does. */
@Doc("Passive checks by connections: a backend that refuses, breaks or does not complete calls in time gets one trial"
        + " call per fail_timeout until one succeeds. A single backend is never out of rotation.")
public record PassiveCheckSpec(
        @Doc("Failed calls within fail_timeout after which a backend is out of rotation.")
        @Default("1")
        @AtLeast(1)
        @AtMost(1_000_000)
        @DefaultSource("nginx, ngx_http_upstream_module: max_fails=1")
        int maxFails,

        @Doc("Window of the failed calls, and time without calls afterwards.")
        @Default("10s")
        @AtLeast(1_000_000)
        @DefaultSource("nginx, ngx_http_upstream_module: fail_timeout=10s")
        Duration failTimeout) {}
