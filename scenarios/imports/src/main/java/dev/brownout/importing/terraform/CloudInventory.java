package dev.brownout.importing.terraform;

import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.system.IdentifierSanitizer;
import dev.brownout.importing.terraform.CloudPart.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parts of a system by the resources that define them, and the fate of each resource. */
final class CloudInventory {
    private static final int MOST_NAMED = 4;

    private final ResourceGraph graph;
    private final IdentifierSanitizer names = new IdentifierSanitizer();
    private final Map<TerraformResource, CloudPart> parts = new LinkedHashMap<>();
    private final Set<TerraformResource> used = new LinkedHashSet<>();
    private final Map<String, List<String>> listed = new LinkedHashMap<>();
    private final Set<TerraformResource> listedResources = new LinkedHashSet<>();
    private final Set<String> reasons = new LinkedHashSet<>();

    CloudInventory(ResourceGraph graph) {
        this.graph = graph;
    }

    /** Returns the resources with their references. */
    ResourceGraph graph() {
        return graph;
    }

    /** Creates the part of a resource. */
    CloudPart add(TerraformResource resource, Place place, String kind) {
        CloudPart part =
                new CloudPart(names.uniqueVariant(resource.label()), place, kind, "origin: " + resource.address());
        use(resource, part);
        return part;
    }

    /** Creates a part with a name of its own. */
    CloudPart add(TerraformResource resource, String name, Place place, String kind) {
        CloudPart part = new CloudPart(names.uniqueVariant(name), place, kind, "origin: " + resource.address());
        parts.putIfAbsent(resource, part);
        used.add(resource);
        return part;
    }

    /** Records that a resource is used in a part. */
    void use(TerraformResource resource, CloudPart part) {
        parts.put(resource, part);
        used.add(resource);
    }

    /** Records that a resource is used. */
    void use(TerraformResource resource) {
        used.add(resource);
    }

    /** Returns the part of a resource, or {@code null}. */
    CloudPart part(TerraformResource resource) {
        return parts.get(resource);
    }

    /** Returns the parts of all resources. */
    Map<TerraformResource, CloudPart> parts() {
        return parts;
    }

    /** Removes a part that the scenario does not need, and lists its resource with the reason. */
    void remove(TerraformResource resource, String reason) {
        parts.remove(resource);
        used.remove(resource);
        list(resource, reason);
    }

    /** Lists a resource that is left out, with the reason. */
    void list(TerraformResource resource, String reason) {
        if (listedResources.add(resource)) {
            reasons.add(reason);
            listed.computeIfAbsent(reason, none -> new ArrayList<>()).add(resource.address());
        }
    }

    /** Lists a setting of a resource that is left out, with the reason. */
    void listSetting(TerraformResource resource, String attribute, String reason) {
        resource.get(attribute).markRead();
        if (resource.get(attribute).isPresent()) {
            listed.computeIfAbsent(reason, none -> new ArrayList<>()).add(resource.address() + " " + attribute);
        }
    }

    /** Lists something about a resource that is used. */
    void remark(TerraformResource resource, String name) {
        listed.computeIfAbsent(name, none -> new ArrayList<>()).add(resource.address());
    }

    /** Lists the baseline of the processors of a burstable type; does nothing for another type. */
    void remarkBursts(TerraformResource resource, String type) {
        String mode = resource.get("credit_specification", "cpu_credits").text();
        InstanceTypes.baseline(type)
                .ifPresent(percent -> remark(
                        resource,
                        type + (mode.isEmpty() ? "" : " with the credits '" + mode + "'")
                                + " is burstable, with a baseline of " + LanguageNumbers.format(percent, 4)
                                + " % of each core: in the mode 'standard' a core has the baseline when the CPU credits"
                                + " are used up; here a core always has 100 %, as in the mode 'unlimited'"));
    }

    /** Returns whether a resource is used. */
    boolean isUsed(TerraformResource resource) {
        return used.contains(resource);
    }

    /** Returns whether a resource is used or listed. */
    boolean isHandled(TerraformResource resource) {
        return used.contains(resource) || listedResources.contains(resource);
    }

    /** Returns the number of used resources. */
    int usedCount() {
        return used.size();
    }

    /** Returns the resources that are left out, one line for each reason. */
    List<String> leftOut() {
        Map<String, List<String>> resources = new LinkedHashMap<>(listed);
        resources.keySet().retainAll(reasons);
        return lines(resources);
    }

    /** Returns the listed resources and settings, one line for each reason. */
    List<String> listed() {
        return lines(listed);
    }

    private static List<String> lines(Map<String, List<String>> listed) {
        List<String> lines = new ArrayList<>();
        listed.forEach((reason, all) -> {
            int more = all.size() - MOST_NAMED;
            String named = String.join(", ", all.subList(0, Math.min(MOST_NAMED, all.size())));
            lines.add(named + (more > 0 ? " and " + more + " more" : "") + ": " + reason);
        });
        return lines;
    }
}
