package dev.brownout.importing.terraform;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * References between resources in the configuration of a plan, with those through inputs and outputs of modules.
 *
 * @see <a
 *     href="https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation">Terraform,
 *     JSON output format, configuration representation</a>
 */
final class ModuleReferences {
    private static final int MOST_DEPTH = 20;

    private final Map<String, Map<String, Set<String>>> byAddress = new LinkedHashMap<>();

    /** Configuration of a module, with its place in the tree of modules. */
    private record Module(String prefix, JsonValue configuration, Module parent, JsonValue call) {
        Module child(String name) {
            JsonValue call = configuration.get("module_calls", name);
            return new Module(prefix + "module." + name + ".", call.get("module"), this, call);
        }
    }

    /**
     * Reads the references of a configuration.
     *
     * @param root configuration of the root module; absent for a state
     */
    ModuleReferences(JsonValue root) {
        read(new Module("", root, null, JsonValue.ABSENT), 0);
    }

    /** Returns the referred addresses of each attribute of a resource. */
    Map<String, Set<String>> of(String configured) {
        return byAddress.getOrDefault(configured, Map.of());
    }

    private void read(Module module, int depth) {
        if (depth > MOST_DEPTH) {
            return;
        }
        for (JsonValue resource : module.configuration().get("resources").items()) {
            Map<String, Set<String>> attributes = new LinkedHashMap<>();
            resource.get("expressions").fields().forEach((attribute, expression) -> {
                Set<String> found = new LinkedHashSet<>();
                collect(expression, module, found);
                if (!found.isEmpty()) {
                    attributes.put(attribute, found);
                }
            });
            String address = module.prefix() + resource.get("address").text();
            byAddress.put(address, attributes);
        }
        module.configuration()
                .get("module_calls")
                .fields()
                .keySet()
                .forEach(name -> read(module.child(name), depth + 1));
    }

    private static void collect(JsonValue expression, Module module, Set<String> found) {
        expression.get("references").items().forEach(one -> resolve(one.text(), module, found, 0));
        expression.items().forEach(item -> collect(item, module, found));
        expression.fields().forEach((key, field) -> {
            if (!key.equals("references")) {
                collect(field, module, found);
            }
        });
    }

    private static void resolve(String reference, Module module, Set<String> found, int depth) {
        String[] parts = TerraformResource.withoutIndexes(reference).split("\\.", -1);
        if (depth > MOST_DEPTH || parts.length < 2) {
            return;
        }
        if (parts[0].equals("var")) {
            if (module.parent() != null) {
                references(module.call().get("expressions", parts[1]), module.parent(), found, depth);
            }
        } else if (parts[0].equals("module")) {
            Module child = module.child(parts[1]);
            if (parts.length > 2) {
                references(child.configuration().get("outputs", parts[2], "expression"), child, found, depth);
            }
        } else if (parts[0].startsWith("aws_")) {
            found.add(module.prefix() + parts[0] + "." + parts[1]);
        }
    }

    private static void references(JsonValue expression, Module module, Set<String> found, int depth) {
        expression.get("references").items().forEach(one -> resolve(one.text(), module, found, depth + 1));
        expression.items().forEach(item -> references(item, module, found, depth));
        expression.fields().forEach((key, field) -> {
            if (!key.equals("references")) {
                references(field, module, found, depth);
            }
        });
    }
}
