package dev.brownout.importing.resilience4j;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.fitting.ShareRounding;
import dev.brownout.importing.system.ImportedComponent.CallPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Routes of Spring Cloud Gateway: each is a request type that the application forwards to a service. Routes of one
 * weight group share its requests by their weights; other routes and groups have equal shares.
 *
 * @see <a href="https://docs.spring.io/spring-cloud-gateway/reference/spring-cloud-gateway-server-webflux.html">Spring
 *     Cloud Gateway, routes, predicates, filters and timeouts</a>
 */
final class GatewayRoutes {
    private static final Pattern ADDRESS =
            Pattern.compile("(?:lb:)?(?:lb|https?|wss?|tcp)://([A-Za-z0-9_-]+)[.A-Za-z0-9_-]*(?::[0-9]+)?(?:/.*)?");

    /** Parent settings of the routes: since version 4.3, and before. */
    private static final List<List<String>> PARENTS = List.of(
            List.of("spring", "cloud", "gateway", "server", "webflux"),
            List.of("spring", "cloud", "gateway", "server", "webmvc"),
            List.of("spring", "cloud", "gateway", "mvc"),
            List.of("spring", "cloud", "gateway"));

    private final SpringConfiguration configuration;
    private final Map<String, List<CallPolicy>> policies;
    private final List<Route> routes = new ArrayList<>();
    private final Set<String> timed = new LinkedHashSet<>();

    private GatewayRoutes(SpringConfiguration configuration, Map<String, List<CallPolicy>> policies) {
        this.configuration = configuration;
        this.policies = policies;
    }

    /**
     * Route of the gateway.
     *
     * @param id name of the route
     * @param origin file and line
     * @param label predicates of the route
     * @param service name of the service; empty if the gateway answers itself
     * @param group weight group; empty if the route has none
     * @param weight weight within the group
     * @param fallback whether a failed call has a fallback
     */
    record Route(
            String id, String origin, String label, String service, String group, double weight, boolean fallback) {}

    /**
     * Reads the routes, and adds the policies of their filters to their services.
     *
     * @param policies policies by service, from the outermost to the innermost
     */
    static GatewayRoutes read(SpringConfiguration configuration, Map<String, List<CallPolicy>> policies) {
        GatewayRoutes gateway = new GatewayRoutes(configuration, policies);
        for (List<String> parent : PARENTS) {
            Setting above = configuration.settingAt(parent.toArray(String[]::new));
            List<Setting> defaults =
                    Properties.property(above, "defaultFilters").items();
            Properties.property(above, "routes").items().forEach(route -> gateway.add(route, defaults));
            SpringConfiguration.settingAt(above, "discovery", "locator")
                    .ignore("routes of the gateway to each registered service; the files do not name them");
        }
        return gateway;
    }

    /** Returns the routes. */
    List<Route> routes() {
        return List.copyOf(routes);
    }

    /** Returns the names of the services with a timeout of their route. */
    Set<String> timed() {
        return timed;
    }

    /** Returns the share of each route in parts per million. */
    List<Long> millionths() {
        Map<String, Double> sums = new LinkedHashMap<>();
        routes.forEach(route -> sums.merge(group(route), route.weight(), Double::sum));
        return ShareRounding.millionths(routes.stream()
                .map(route -> route.weight() / Math.max(1e-9, sums.get(group(route))))
                .toList());
    }

    private static String group(Route route) {
        return route.group().isEmpty() ? "route " + route.id() : "group " + route.group();
    }

    private void add(Setting route, List<Setting> defaults) {
        String id = Properties.property(route, "id").text();
        String service = service(Properties.property(route, "uri"));
        String name = id.isEmpty() ? service.isEmpty() ? "route" : service : id;
        List<String> predicates = new ArrayList<>();
        String group = "";
        double weight = 1;
        for (Setting predicate : Properties.property(route, "predicates").items()) {
            GatewayElement element = GatewayElement.of(predicate);
            List<String> arguments = element.texts();
            if (element.name().equals("Weight") && arguments.size() == 2 && isNumber(arguments.get(1))) {
                group = arguments.get(0);
                weight = Double.parseDouble(arguments.get(1));
            } else {
                predicates.add(element.name() + "=" + String.join(",", arguments));
            }
        }
        GatewayFilters filters = new GatewayFilters(configuration, name, policies);
        if (!service.isEmpty()) {
            policies.computeIfAbsent(service, none -> new ArrayList<>());
        }
        defaults.forEach(filter -> filters.add(service, GatewayElement.of(filter)));
        Properties.property(route, "filters")
                .items()
                .forEach(filter -> filters.add(service, GatewayElement.of(filter)));
        Setting metadata = Properties.property(route, "metadata");
        Properties.property(metadata, "connectTimeout")
                .ignore("the timeout of a connection; here connecting takes no time");
        Setting response = Properties.property(metadata, "responseTimeout");
        if (timed.contains(service)) {
            response.ignore("the response timeout of route " + name + "; here that of another route to " + service
                    + " applies");
        } else if (filters.timeout(service, response)) {
            timed.add(service);
        }
        Properties.property(route, "order").markIgnored("the order of routes, of which one has to match");
        routes.add(new Route(
                name, route.origin(), String.join(" ", predicates), service, group, weight, filters.hasFallback()));
    }

    /** Returns the service of an address; empty if the gateway answers itself. */
    private String service(Setting uri) {
        String text = uri.text();
        Matcher address = ADDRESS.matcher(text);
        if (address.matches()) {
            return address.group(1).toLowerCase(Locale.ROOT);
        }
        if (text.startsWith("forward:") || text.startsWith("no:") || text.isEmpty()) {
            return "";
        }
        configuration.unusable(uri, "an address of a service", "remote-service");
        return "remote-service";
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,9}");
    }
}
