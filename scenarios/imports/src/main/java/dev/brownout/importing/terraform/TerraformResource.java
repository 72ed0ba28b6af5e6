package dev.brownout.importing.terraform;

import java.util.Map;
import java.util.Set;

/**
 * Resource of a plan or state.
 *
 * @param address address, such as {@code module.shop.aws_instance.web[0]}
 * @param type type, such as {@code aws_instance}
 * @param values values of the attributes; those that are known after the plan is applied are absent
 * @param references addresses without indexes to which each attribute refers; empty for a state
 */
record TerraformResource(String address, String type, JsonValue values, Map<String, Set<String>> references) {
    /** Returns the address without indexes, which all instances of {@code count} and {@code for_each} have. */
    String configured() {
        return withoutIndexes(address);
    }

    /** Returns an address without indexes. */
    static String withoutIndexes(String address) {
        return address.replaceAll("\\[(\"[^\"]*\"|\\d+)]", "");
    }

    /** Returns the index of this instance, such as {@code [0]}; empty if it has none. */
    String index() {
        return address.endsWith("]") ? address.substring(address.lastIndexOf('[')) : "";
    }

    /** Returns the value at a path of attributes. */
    JsonValue get(String... path) {
        return values.get(path);
    }

    /**
     * Returns a name for a component: that of the resource, or of its module if the resource has a generic name such as
     * {@code this}. An instance of {@code for_each} has its key in the name.
     */
    String label() {
        String plain = configured();
        String name = plain.substring(plain.lastIndexOf('.') + 1);
        int module = plain.lastIndexOf("module.");
        if (module >= 0 && name.matches("this|main|default|it|self|primary|writer")) {
            String inside = plain.substring(module + "module.".length());
            name = inside.substring(0, inside.indexOf('.'));
        }
        return index().startsWith("[\"") ? name + "-" + index().substring(2, index().length() - 2) : name;
    }
}
