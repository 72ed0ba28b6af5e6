package dev.brownout.component.loadbalancer;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Share;
import java.time.Duration;

/** Parameters of outlier detection: ejection of hosts by the outcomes of calls. */
@Doc("Outlier detection: a backend with consecutive failed calls is ejected for a time.")
public record OutlierSpec(
        @Doc("Consecutive failed calls after which a backend is ejected.")
        @Default("5")
        @AtLeast(1)
        @DefaultSource("Envoy outlier_detection.proto: consecutive_5xx")
        @AtMost(1_000_000)
        int consecutive,

        @Doc("Duration of the first ejection; each further ejection soon afterwards is longer by this time.")
        @Default("30s")
        @AtLeast(1)
        @DefaultSource("Envoy outlier_detection.proto: base_ejection_time")
        Duration ejection,

        @Doc("Maximum duration of an ejection.")
        @Default("300s")
        @AtLeast(1)
        @DefaultSource("Envoy outlier_detection.proto: max_ejection_time")
        Duration maxEjection,

        @Doc("Interval at which expired ejections end.")
        @Default("10s")
        @AtLeast(1_000_000)
        @DefaultSource("Envoy outlier_detection.proto: interval")
        Duration sweep,

        @Doc("Maximum share of ejected backends; at least one backend can always be ejected.")
        @Default("10%")
        @DefaultSource("Envoy outlier_detection.proto: max_ejection_percent")
        Share maxEjected) {}
