package dev.brownout.language.binding;

import dev.brownout.language.diagnostic.SourceLocation;

/**
 * Which part of a scenario is being read.
 *
 * @param path its path of configuration, with dots; {@code null} for parts of a single value
 * @param owner whose it is, for messages, such as {@code load-balancer 'lb'}
 * @param kind the kind it belongs to and the fields down to here, such as {@code database.failover}
 * @param key where its name was written
 */
public record BindingPath(String path, String owner, String kind, SourceLocation key) {
    /** A part of this part. */
    BindingPath child(String name, SourceLocation place) {
        return new BindingPath(path == null ? null : path + "." + name, owner, kind + "." + name, place);
    }

    /** A part of this part that has fields of its own. */
    BindingPath whole(String name) {
        String last = path == null ? name : path.substring(path.lastIndexOf('.') + 1);
        String what = last.equals(name) ? name : name + " '" + last + "'";
        return new BindingPath(path, what + " of " + owner, kind, key);
    }

    /** An item of a list or a map, which has no fields of its own name. */
    BindingPath item(String name, SourceLocation place) {
        return new BindingPath(path == null ? null : path + "." + name, owner, kind, place);
    }

    /** The same part, of which nothing is noted as a setting. */
    BindingPath unnoted() {
        return new BindingPath(null, owner, kind, key);
    }
}
