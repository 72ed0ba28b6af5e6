package dev.brownout.importing.compose;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.AddressProtocol;
import dev.brownout.importing.topology.InfrastructureProduct;
import dev.brownout.importing.topology.Product;
import java.util.Optional;

/**
 * Product of a service, by its image, by the addresses of its callers, or by its name.
 *
 * @param product product of the request path; empty for a server
 * @param infrastructure infrastructure product; empty if it is none
 * @param reason reason, for a comment
 */
record ProductGuess(Optional<Product> product, Optional<InfrastructureProduct> infrastructure, String reason) {
    /**
     * Returns the product of a service.
     *
     * @param address protocol of its callers and its origin; empty if their addresses have none
     */
    static ProductGuess of(
            String name, Setting setting, ServiceText texts, Optional<AddressEvidence.Evidence> address) {
        Setting image = setting.get("image");
        String text = Interpolation.of(image.peekText()).text();
        boolean unset = image.isPresent() && text.startsWith("$");
        boolean readable = image.isPresent() && !unset;
        String origin = (image.isPresent() ? image : setting).origin();
        String suffix = unset ? ", a variable that is not set in these files" : "";
        Optional<InfrastructureProduct> infrastructure =
                readable ? InfrastructureProduct.ofImage(text) : InfrastructureProduct.of(name);
        Optional<Product> known = unset
                ? Product.of(image.peekText().replaceAll("[^A-Za-z0-9_]", ""))
                : readable ? Product.ofImage(text) : Optional.empty();
        if (known.isPresent() || readable && infrastructure.isPresent()) {
            image.text();
        }
        boolean monitor = texts.commands().stream()
                .anyMatch(word -> word.peekText().contains("redis-sentinel")
                        || word.peekText().contains("--sentinel"));
        if (monitor) {
            infrastructure = Optional.of(InfrastructureProduct.FAILOVER);
        }
        boolean isQueue = address.isPresent() && address.get().protocol().product() == Product.REDIS_QUEUE;
        if (known.equals(Optional.of(Product.REDIS)) && (isQueue || AddressProtocol.namesJobs(name))) {
            String evidence = isQueue
                    ? address.get().protocol().evidence() + " (" + address.get().origin() + ")"
                    : "its name";
            return new ProductGuess(
                    Optional.of(Product.REDIS_QUEUE),
                    infrastructure,
                    "its image is redis (" + origin + "), a queue of jobs by " + evidence);
        }
        if (known.isPresent()) {
            String reason = unset ? "a guess: the variable of its image is " : "its image is ";
            return new ProductGuess(known, infrastructure, reason + shown(known.get()) + " (" + origin + ")" + suffix);
        }
        if (address.isPresent() && infrastructure.isEmpty()) {
            AddressProtocol protocol = address.get().protocol();
            return new ProductGuess(
                    Optional.of(protocol.product()),
                    infrastructure,
                    protocol.evidence() + " is that of " + shown(protocol.product()) + " ("
                            + address.get().origin() + ")");
        }
        Optional<Product> named = !readable || Product.matches(name) ? Product.of(name) : Optional.empty();
        String reason = (readable ? "a guess, as its image is unknown otherwise: " : "") + "a service of that name is ";
        return new ProductGuess(
                named,
                infrastructure,
                named.map(one -> reason + shown(one) + " (" + origin + ")").orElse(origin) + suffix);
    }

    private static String shown(Product product) {
        return product.text();
    }
}
