package dev.brownout.language.binding;

import dev.brownout.language.problem.Place;

/**
 * Which part of a scenario is being read.
 *
 * @param path its path of configuration, with dots; {@code null} for parts of a single value
 * @param owner whose it is, for messages, such as {@code load-balancer 'lb'}
 * @param kind the kind it belongs to and the fields down to here, such as {@code database.failover}
 * @param key where its name was written
 */
public record Where(String path, String owner, String kind, Place key) {
    /** A part of this part. */
    Where child(String name, Place place) {
        return new Where(path == null ? null : path + "." + name, owner, kind + "." + name, place);
    }

    /** A part of this part that has fields of its own. */
    Where whole(String name) {
        String last = path == null ? name : path.substring(path.lastIndexOf('.') + 1);
        String what = last.equals(name) ? name : name + " '" + last + "'";
        return new Where(path, what + " of " + owner, kind, key);
    }

    /** An item of a list or a map, which has no fields of its own name. */
    Where item(String name, Place place) {
        return new Where(path == null ? null : path + "." + name, owner, kind, place);
    }

    /** The same part, of which nothing is noted as a setting. */
    Where unnoted() {
        return new Where(null, owner, kind, key);
    }
}
