package dev.brownout.component.loadbalancer;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import java.time.Duration;

/** Parameters of passive checks: a balancer skips hosts that its calls did not reach, as nginx does. */
@Doc("Passive checks by connections: a machine that refuses, breaks off or does not answer in time gets one call in"
        + " each fail_timeout, until one is answered; a machine that is alone is never out.")
public record PassiveCheckSpec(
        @Doc("Failed tries within fail_timeout after which a machine is out.")
        @Default("1")
        @AtLeast(1)
        @AtMost(1_000_000)
        @DefaultSource("nginx, ngx_http_upstream_module: max_fails=1")
        int max_fails,

        @Doc("In which time tries must fail, and for how long the machine gets no calls then.")
        @Default("10s")
        @AtLeast(1_000_000)
        @DefaultSource("nginx, ngx_http_upstream_module: fail_timeout=10s")
        Duration fail_timeout) {}
