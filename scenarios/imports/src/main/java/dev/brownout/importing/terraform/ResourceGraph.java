package dev.brownout.importing.terraform;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Resources and the references between them: by known identifiers, and by the expressions of a configuration. */
final class ResourceGraph {
    /** Attributes that identify a resource wherever their values occur. */
    private static final List<String> ADDRESSES = List.of(
            "arn",
            "dns_name",
            "endpoint",
            "address",
            "reader_endpoint",
            "primary_endpoint_address",
            "reader_endpoint_address",
            "configuration_endpoint",
            "configuration_endpoint_address",
            "cluster_address",
            "domain_name",
            "bucket_domain_name",
            "bucket_regional_domain_name",
            "url",
            "invoke_arn",
            "execution_arn",
            "api_endpoint",
            "bootstrap_brokers");

    /** Attributes that identify a resource as the whole value of an attribute that names a resource. */
    private static final List<String> NAMES = List.of(
            "id",
            "name",
            "function_name",
            "identifier",
            "cluster_identifier",
            "replication_group_id",
            "cluster_id",
            "bucket");

    private static final int SHORTEST = 6;

    private final List<TerraformResource> all;
    private final Map<String, List<TerraformResource>> byAddress = new LinkedHashMap<>();
    private final Map<String, TerraformResource> strong = new TreeMap<>();
    private final Map<TerraformResource, Set<TerraformResource>> found = new LinkedHashMap<>();

    ResourceGraph(List<TerraformResource> all) {
        this.all = List.copyOf(all);
        for (TerraformResource one : all) {
            byAddress
                    .computeIfAbsent(one.configured(), none -> new ArrayList<>())
                    .add(one);
            for (String attribute : ADDRESSES) {
                String text = one.get(attribute).text();
                if (text.length() >= SHORTEST) {
                    strong.putIfAbsent(text, one);
                }
            }
        }
    }

    /** Returns the resources of some types. */
    List<TerraformResource> of(String... types) {
        return all.stream().filter(one -> List.of(types).contains(one.type())).toList();
    }

    /**
     * Returns the resources of some types to which an attribute of a resource refers. The alias of a function is that
     * function.
     */
    List<TerraformResource> targets(TerraformResource from, String attribute, String... types) {
        List<TerraformResource> targets = new ArrayList<>(named(from, attribute, types));
        if (List.of(types).contains("aws_lambda_function")) {
            for (TerraformResource alias : named(from, attribute, "aws_lambda_alias")) {
                named(alias, "function_name", "aws_lambda_function").stream()
                        .filter(function -> !targets.contains(function))
                        .forEach(targets::add);
            }
        }
        return targets;
    }

    private List<TerraformResource> named(TerraformResource from, String attribute, String... types) {
        Set<String> words = new LinkedHashSet<>();
        from.get(attribute).texts(attribute, (name, text) -> words.add(text));
        Set<String> configured = from.references().getOrDefault(attribute, Set.of());
        return of(types).stream()
                .filter(one -> !one.equals(from) && (isNamed(one, words) || isReferred(from, one, configured)))
                .toList();
    }

    /** Returns whether one of the words identifies a resource. */
    boolean isNamed(TerraformResource one, Set<String> words) {
        return Stream.concat(ADDRESSES.stream(), NAMES.stream())
                .map(attribute -> one.get(attribute).text())
                .anyMatch(text -> !text.isEmpty() && words.contains(text));
    }

    /**
     * Returns whether addresses of a configuration refer to a resource. Of the instances of {@code for_each}, an
     * instance with an index refers to that with the same index.
     */
    private boolean isReferred(TerraformResource from, TerraformResource one, Set<String> configured) {
        if (!configured.contains(one.configured())) {
            return false;
        }
        boolean same = byAddress.get(one.configured()).stream()
                .anyMatch(other -> other.index().equals(from.index()));
        return from.index().isEmpty() || !same || one.index().equals(from.index());
    }

    /** Returns all resources to which a resource refers. */
    Set<TerraformResource> targets(TerraformResource from) {
        Set<TerraformResource> known = found.get(from);
        if (known != null) {
            return known;
        }
        Set<String> configured = new LinkedHashSet<>();
        from.references().values().forEach(configured::addAll);
        Set<TerraformResource> targets = mentioned(from, from.values(), configured);
        found.put(from, targets);
        return targets;
    }

    /** Returns all resources to which an attribute of a resource refers, also within longer texts. */
    Set<TerraformResource> mentioned(TerraformResource from, String attribute) {
        return mentioned(from, from.get(attribute), from.references().getOrDefault(attribute, Set.of()));
    }

    private Set<TerraformResource> mentioned(TerraformResource from, JsonValue values, Set<String> configured) {
        Set<TerraformResource> targets = new LinkedHashSet<>();
        values.texts("", (name, text) -> {
            String plain = name.startsWith("user_data") ? decoded(text) : text;
            if (plain.length() >= SHORTEST) {
                strong.forEach((address, one) -> {
                    if (plain.contains(address)) {
                        targets.add(one);
                    }
                });
            }
        });
        all.stream().filter(one -> isReferred(from, one, configured)).forEach(targets::add);
        targets.remove(from);
        return targets;
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException plain) {
            return text;
        }
    }
}
