package dev.brownout.importing.compose;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.topology.Product;
import dev.brownout.importing.topology.SystemPart;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Labels with which a service configures Traefik.
 *
 * @see <a href="https://doc.traefik.io/traefik/reference/routing-configuration/other-providers/docker/">Traefik, Docker
 *     provider: labels</a>
 */
final class TraefikLabels {
    private static final String PREFIX = "traefik.";
    private static final Pattern PAIR = Pattern.compile("([^=]*)=?(.*)", Pattern.DOTALL);
    private static final Pattern ROUTER = Pattern.compile("traefik\\.(http|tcp|udp)\\.routers\\..*");
    private static final Pattern SERVER = Pattern.compile("traefik\\.(http|tcp|udp)\\.services\\.[^.]+\\.load.*");
    private static final Pattern HEALTH =
            Pattern.compile("traefik\\.http\\.services\\.[^.]+\\.loadbalancer\\.healthcheck\\.(.*)");
    private static final String MIDDLEWARE = ".middlewares.";

    private final ComposeService service;
    private final Map<String, Setting> labels = new LinkedHashMap<>();

    private TraefikLabels(ComposeService service) {
        this.service = service;
        for (Setting all : new Setting[] {
            service.setting().get("labels"), service.setting().get("deploy", "labels")
        }) {
            all.entries().forEach(this::add);
            all.items().forEach(item -> {
                Matcher pair = PAIR.matcher(item.peekText());
                add(pair.matches() ? pair.group(1) : "", item);
            });
        }
    }

    static TraefikLabels of(ComposeService service) {
        return new TraefikLabels(service);
    }

    private void add(String key, Setting label) {
        if (key.toLowerCase(Locale.ROOT).startsWith(PREFIX)) {
            labels.put(key.toLowerCase(Locale.ROOT), label);
        }
    }

    private static String value(Setting label) {
        Matcher pair = PAIR.matcher(label.peekText());
        boolean listed = label.path().endsWith("]");
        return Interpolation.of(listed && pair.matches() ? pair.group(2) : label.peekText())
                .text();
    }

    /** Adds the calls from each Traefik of the project to this service, if its labels define a route. */
    void route(Map<String, ComposeService> services, Map<String, SystemPart> parts) {
        Setting enable = labels.get("traefik.enable");
        if (enable != null && value(enable).equals("false")) {
            enable.text();
            return;
        }
        Optional<Setting> route = labels.entrySet().stream()
                .filter(label -> ROUTER.matcher(label.getKey()).matches()
                        || SERVER.matcher(label.getKey()).matches())
                .map(Map.Entry::getValue)
                .findFirst();
        services.values().stream()
                .filter(other -> other != service && other.product().equals(Optional.of(Product.TRAEFIK)))
                .filter(other -> route.isPresent())
                .forEach(traefik -> {
                    SystemPart balancer = parts.get(traefik.name());
                    balancer.calls(
                            parts.get(service.name()).name(),
                            "has a label with a route of Traefik ("
                                    + route.get().origin() + ")");
                    route.get().text();
                    labels.forEach((key, label) -> label(key, label, balancer));
                });
    }

    private void label(String key, Setting label, SystemPart balancer) {
        Matcher health = HEALTH.matcher(key);
        if (health.matches()) {
            health(health.group(1), label, balancer);
        } else if (key.contains(MIDDLEWARE) && !key.contains(".routers.")) {
            String kind = key.substring(key.lastIndexOf('.', key.lastIndexOf('.') - 1) + 1);
            label.ignore("middlewares of Traefik for", service.name() + " (" + kind + ")", "they are not imported");
        } else if (key.contains(".sticky.")) {
            label.ignore("sticky sessions of Traefik for", service.name(), "they are not imported");
        } else {
            label.markIgnored("rules, ports and certificates of the routes of Traefik select no nodes");
        }
    }

    /** Adds the health check of Traefik itself: every 30 s, with a timeout of 5 s, by default. */
    private void health(String key, Setting label, SystemPart balancer) {
        String nanos = DockerUnits.nanos(value(label)).isPresent()
                ? LanguageNumbers.nanos(DockerUnits.nanos(value(label)).getAsDouble(), 9)
                : "";
        if (!balancer.hasSetting("health.every")) {
            balancer.addSetting("health.every", "30s", "Traefik's default");
            balancer.addSetting("health.timeout", "5s", "Traefik's default");
            balancer.addSetting("health.fall", "1", "Traefik removes a server after one failed check");
            balancer.addSetting("health.rise", "1", "Traefik adds a server after one successful check");
        }
        boolean used = !nanos.isEmpty() && (key.equals("interval") || key.equals("timeout"));
        if (used) {
            balancer.addSetting(
                    key.equals("interval") ? "health.every" : "health.timeout", nanos, "origin: " + label.origin());
            label.text();
        } else {
            label.markIgnored("the path of a health check changes no time");
        }
    }
}
