package dev.brownout.importing.terraform;

import java.util.ArrayList;
import java.util.List;

/**
 * Path of requests from their entry to the server at its end.
 *
 * @param parts parts in the order of the path
 * @param share share of the requests at its entry
 * @param origin origin of the share; empty if all requests take this path
 */
record RequestPath(List<CloudPart> parts, double share, String origin) {
    /** Copies the list. */
    RequestPath {
        parts = List.copyOf(parts);
    }

    /** Returns this path behind another part, with a share of its requests. */
    RequestPath through(CloudPart part, double share, String origin) {
        List<CloudPart> all = new ArrayList<>(List.of(part));
        all.addAll(parts);
        String between = origin.isEmpty() || this.origin.isEmpty() || origin.equals(this.origin) ? "" : "; ";
        String second = origin.equals(this.origin) ? "" : this.origin;
        return new RequestPath(all, this.share * share, origin + between + second);
    }

    /** Returns this path, continued through a balancer to the server behind it. */
    RequestPath throughBalancer(CloudPart balancer) {
        List<CloudPart> all = new ArrayList<>(parts);
        all.add(balancer);
        all.addAll(balancer.calls().keySet());
        return new RequestPath(all, share, origin);
    }

    /** Returns the last part. */
    CloudPart last() {
        return parts.get(parts.size() - 1);
    }
}
