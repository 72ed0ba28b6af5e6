package dev.brownout.importing.compose;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.topology.Product;
import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SystemPart;
import java.util.List;
import java.util.Optional;

/**
 * Converts Docker health checks. Swarm and Traefik send no user requests to a task that fails them; other products
 * ignore them.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#healthcheck">Dockerfile reference, HEALTHCHECK: every 30
 *     s, timeout 30 s, unhealthy after 3 in a row, healthy again after one</a>
 * @see <a href="https://doc.traefik.io/traefik/providers/docker/">Traefik, provider Docker: only healthy containers</a>
 */
final class DockerHealthchecks {
    private static final double USUAL_NANOS = 30e9;
    private static final String RETRIES = "3";

    private DockerHealthchecks() {}

    /** Returns whether a service has an enabled health check. */
    static boolean isEnabled(ComposeService service) {
        Setting check = service.setting().get("healthcheck");
        boolean isOff = check.get("disable").peekText().equals("true")
                || check.get("test").items().stream()
                        .anyMatch(item -> item.peekText().equals("NONE"))
                || check.get("test").peekText().equals("NONE");
        return check.isPresent() && !isOff;
    }

    /**
     * Adds the health check of a service to a balancer, with Docker's parameters. The timeout is at most the check
     * interval.
     */
    static void by(SystemPart balancer, ComposeService service) {
        Setting check = service.setting().get("healthcheck");
        double every = nanos(check.get("interval"));
        double timeout = nanos(check.get("timeout"));
        balancer.addSetting("health.every", LanguageNumbers.nanos(every, 9), origin(check, "interval"));
        balancer.addSetting(
                "health.timeout",
                LanguageNumbers.nanos(Math.min(every, timeout), 9),
                origin(check, "timeout")
                        + (timeout > every ? ": " + LanguageNumbers.nanos(timeout, 9) + ", here at most 'every'" : ""));
        String retries = Interpolation.of(check.get("retries").peekText()).text();
        boolean number = retries.matches("[1-9]\\d{0,2}");
        check.get("retries").text();
        balancer.addSetting("health.fall", number ? retries : RETRIES, origin(check, "retries"));
        balancer.addSetting("health.rise", "1", "Docker requires one success");
        check.markIgnored("the program of a health check takes no time here");
    }

    private static double nanos(Setting setting) {
        return DockerUnits.nanos(Interpolation.of(setting.text()).text()).orElse(USUAL_NANOS);
    }

    private static String origin(Setting check, String key) {
        return check.get(key).isPresent() ? "origin: " + check.get(key).origin() : "Docker's default";
    }

    /**
     * Leaves out the health check of a service that has no balancer using it. Reports the reason if the service has
     * callers or is an entry point.
     *
     * @param before services that call this service
     */
    static void omit(ComposeService service, SystemPart part, List<ComposeService> before) {
        Setting check = service.setting().get("healthcheck");
        Optional<ComposeService> balancer = before.stream()
                .filter(other -> other.product().map(Product::role).equals(Optional.of(Role.BALANCER)))
                .findFirst();
        if (!isEnabled(service) || !part.role().passes() || part.entered().isEmpty() && before.isEmpty()) {
            check.markIgnored("no balancer selects nodes by these health checks");
        } else if (balancer.isPresent()) {
            check.ignore("Docker's check of " + service.name() + ", which "
                    + balancer.get().name() + " does not use: its own checks are in its own configuration");
        } else {
            check.ignore("Docker's check of", service.name(), "it does not select the called nodes here");
        }
    }
}
