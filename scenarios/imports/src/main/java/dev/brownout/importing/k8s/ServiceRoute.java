package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import java.util.List;

/**
 * Route of calls to Services, of any kind of object with routes.
 *
 * @param name name of the object
 * @param rule setting with the route
 * @param isEntrance whether requests of users take the route
 * @param hosts keys of the Services that are called by the host of the route, for calls between servers
 * @param isConditional whether the route is for some requests only, such as those with a header
 * @param targets destinations in the files
 * @param proxy program that forwards the requests
 * @param policy timeouts and retries of the route
 */
record ServiceRoute(
        String name,
        Setting rule,
        boolean isEntrance,
        List<String> hosts,
        boolean isConditional,
        List<RouteTarget> targets,
        EntryProxy proxy,
        RoutePolicy policy) {
    /** Copies the lists. */
    ServiceRoute {
        hosts = List.copyOf(hosts);
        targets = List.copyOf(targets);
    }
}
