package dev.brownout.component.loadbalancer;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Share;
import java.time.Duration;

/** Parameters of outlier detection: ejection of hosts by the outcomes of calls. */
@Doc("Passive checks: a machine that fails several calls in a row gets none for a while.")
public record OutlierSpec(
        @Doc("Failed calls in a row after which a machine is ejected.")
        @Default("5")
        @AtLeast(1)
        @DefaultSource("Envoy outlier_detection.proto: consecutive_5xx")
        @AtMost(1_000_000)
        int consecutive,

        @Doc("How long a machine is out the first time; longer by as much each time that follows soon.")
        @Default("30s")
        @AtLeast(1)
        @DefaultSource("Envoy outlier_detection.proto: base_ejection_time")
        Duration ejection,

        @Doc("How long it is out at most.")
        @Default("300s")
        @AtLeast(1)
        @DefaultSource("Envoy outlier_detection.proto: max_ejection_time")
        Duration max_ejection,

        @Doc("How often the balancer looks whose time is over.")
        @Default("10s")
        @AtLeast(1_000_000)
        @DefaultSource("Envoy outlier_detection.proto: interval")
        Duration sweep,

        @Doc("Share of the machines that may be out at a time; one always may.")
        @Default("10%")
        @DefaultSource("Envoy outlier_detection.proto: max_ejection_percent")
        Share max_ejected) {}
