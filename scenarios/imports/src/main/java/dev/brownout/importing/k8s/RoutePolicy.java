package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SystemPart;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Timeouts and retries of a route.
 *
 * @param whole timeout of all attempts together
 * @param each timeout of one attempt
 * @param retries number of attempts after the first
 * @param backoff base of the wait before an attempt; Envoy waits at most ten times as long
 * @param defaultRetries retries of refused calls if the route has no retries; 0 for none
 */
record RoutePolicy(Setting whole, Setting each, Setting retries, Setting backoff, long defaultRetries) {
    private static final double DEFAULT_BACKOFF = 25e6;
    private static final int MOST_BACKOFF = 10;

    /** Returns whether the route has a timeout or retries. */
    boolean isPresent() {
        return whole.isPresent() || each.isPresent() || retries.isPresent();
    }

    /** Adds the policies to the parts that are called on the route. */
    void apply(List<SystemPart> parts) {
        OptionalDouble all = KubernetesQuantities.time(whole.peekText());
        OptionalDouble one = KubernetesQuantities.time(each.peekText());
        boolean unlimited = all.isEmpty() && one.isEmpty();
        long attempts = Manifest.integer(retries, 0);
        for (SystemPart part : new ArrayList<>(parts)) {
            if (!unlimited) {
                Setting setting = one.isPresent() ? each : whole;
                setting.text();
                part.addSetting("timeout", time(one.isPresent() ? one : all), "origin: " + setting.origin());
            }
            if (attempts > 0) {
                part.addSetting(
                        "retry.attempts",
                        Long.toString(attempts + 1),
                        "origin: " + retries.origin() + ", and the first");
                backoff(part);
            } else if (!retries.isPresent() && defaultRetries > 0 && part.role() == Role.BALANCER) {
                part.addSetting(
                        "redispatch", Long.toString(defaultRetries), "Istio's default: two retries of refused calls");
                part.addSetting(
                        "redispatch_on", "refused", "Istio's default; responses with status 503 are failures here");
            }
            if (all.isPresent() && (attempts > 0 || one.isPresent())) {
                whole.text();
                part.addSetting("deadline", time(all), "origin: " + whole.origin() + ", for all attempts together");
            }
        }
    }

    private void backoff(SystemPart part) {
        OptionalDouble base = KubernetesQuantities.time(backoff.text());
        String text = "full-jitter("
                + time(OptionalDouble.of(base.orElse(DEFAULT_BACKOFF))) + " "
                + time(OptionalDouble.of(MOST_BACKOFF * base.orElse(DEFAULT_BACKOFF))) + ")";
        part.addSetting(
                "retry.backoff",
                text,
                base.isPresent()
                        ? "origin: " + backoff.origin() + ", up to ten times, as in Envoy"
                        : "Envoy's default");
    }

    private static String time(OptionalDouble nanos) {
        return LanguageNumbers.nanos(nanos.getAsDouble(), 9);
    }

    /** Leaves out the policy. */
    void ignore(String reason) {
        List.of(whole, each, retries, backoff).forEach(setting -> setting.ignore(reason));
    }
}
