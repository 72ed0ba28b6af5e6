package dev.brownout.importing.config;

import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a configuration file says at one place, or does not say: a value, a list or a map. Whoever reads its text has
 * used it; what nobody reads has not been understood, unless it is passed over or left out.
 */
public final class Setting {
    private final SettingsReport account;
    private final Node node;
    private final SourceLocation place;
    private final String path;

    /**
     * At a place.
     *
     * @param node what stands there; null for nothing
     * @param place where its key stands, or itself; null for nothing
     * @param path the keys that lead there
     */
    Setting(SettingsReport account, Node node, SourceLocation place, String path) {
        this.account = account;
        this.node = node;
        this.place = place;
        this.path = path;
    }

    /** What stands there; null for nothing. */
    public Node node() {
        return node;
    }

    /** The keys that lead there, such as {@code services.web.deploy}. */
    public String path() {
        return path;
    }

    /** Whether anything is said. */
    public boolean said() {
        return node != null && !node.nothing();
    }

    /** Whether it is a map. */
    public boolean isMap() {
        return node instanceof Entries;
    }

    /** Whether it is a list. */
    public boolean isList() {
        return node instanceof Items;
    }

    /** What is said under a key, or the keys of maps within each other. */
    public Setting get(String... keys) {
        Setting at = this;
        for (String key : keys) {
            Entry inner = at.node instanceof Entries map ? map.entries().get(key) : null;
            String path = at.path.isEmpty() ? key : at.path + "." + key;
            at = inner == null
                    ? new Setting(account, null, null, path)
                    : new Setting(account, inner.value(), inner.key(), path);
        }
        return at;
    }

    /** What is said under the first of some keys that stands there. */
    public Setting any(String... keys) {
        for (String key : keys) {
            if (get(key).node != null) {
                return get(key);
            }
        }
        return get(keys[0]);
    }

    /** What is said under each key of a map, in their order; nothing where it is no map. */
    public Map<String, Setting> entries() {
        Map<String, Setting> all = new LinkedHashMap<>();
        if (node instanceof Entries map) {
            map.entries().keySet().forEach(key -> all.put(key, get(key)));
        }
        return all;
    }

    /** What is said by each item of a list, in their order; nothing where it is no list. */
    public List<Setting> items() {
        List<Setting> all = new ArrayList<>();
        if (node instanceof Items list) {
            for (int i = 0; i < list.items().size(); i++) {
                Node item = list.items().get(i);
                all.add(new Setting(account, item, item.place(), path + "[" + i + "]"));
            }
        }
        return all;
    }

    /** The text of a value, which is used by this; empty where there is none. */
    public String text() {
        if (node instanceof Text text && !text.nothing()) {
            account.used(text);
            return text.value().strip();
        }
        return "";
    }

    /** The text of a value, only looked at. */
    public String peekText() {
        return node instanceof Text text && !text.nothing() ? text.value().strip() : "";
    }

    /** The file and line where it stands. */
    public String origin() {
        return place == null ? "" : place.source().name() + ":" + place.line();
    }

    /** Takes it, with all that is below, as what says nothing about load and time. */
    public void passOver() {
        if (node != null) {
            account.passedOver(node);
        }
    }

    /** As {@link #passOver}, of each of some keys. */
    public void passOver(List<String> keys) {
        keys.forEach(key -> get(key).passOver());
    }

    /** Leaves it out with all that is below, and says why: what it means cannot be said in a scenario. */
    public void ignore(String why) {
        if (node != null) {
            account.passedOver(node);
            account.leftOut(origin() + ": " + why);
        }
    }

    /** The same, of something that several parts may have: all of them are named in one line. */
    public void ignore(String what, String whose, String why) {
        if (node != null) {
            account.passedOver(node);
            account.leftOut(origin(), what, whose, why);
        }
    }
}
