package dev.brownout.importing.k8s;

/** Program that forwards requests to the pods of a Service, with its default algorithm. */
enum EntryProxy {
    /** Packet filter of each machine, for Services of any type. */
    KUBE_PROXY("random", "Kubernetes, Virtual IPs: kube-proxy with iptables selects one at random"),
    /** Proxy of an unknown Ingress, Gateway or route. */
    UNKNOWN("round-robin", "a guess: the default of ingress-nginx and Envoy"),
    /** Ingress controller with nginx. */
    INGRESS_NGINX("round-robin", "ingress-nginx' default"),
    /** Envoy with the configuration of Istio. */
    ISTIO("least-request", "Istio's default LEAST_REQUEST: the less busy one of two random nodes");

    private final String algorithm;
    private final String origin;

    EntryProxy(String algorithm, String origin) {
        this.algorithm = algorithm;
        this.origin = origin;
    }

    /** Returns the default algorithm in the scenario language. */
    String algorithm() {
        return algorithm;
    }

    /** Returns the origin of the algorithm. */
    String origin() {
        return origin;
    }
}
