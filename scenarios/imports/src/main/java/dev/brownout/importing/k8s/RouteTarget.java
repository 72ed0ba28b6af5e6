package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import java.util.List;

/**
 * Destination of a route.
 *
 * @param service name of the Service
 * @param ids workloads behind it, at least one
 * @param weight share of the calls in proportion to the other destinations; at least 1
 * @param place setting with the destination
 */
record RouteTarget(String service, List<String> ids, long weight, Setting place) {
    /** Copies the list. */
    RouteTarget {
        ids = List.copyOf(ids);
    }
}
