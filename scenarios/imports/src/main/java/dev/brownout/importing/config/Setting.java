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
 * Setting at one path of a configuration file: a value, a list, a map, or absent. Reading its text marks it as used. A
 * setting that is neither read, passed over nor left out is reported as not understood.
 */
public final class Setting {
    private final SettingsReport account;
    private final Node node;
    private final SourceLocation place;
    private final String path;

    /**
     * Creates a setting.
     *
     * @param node node at the path; {@code null} if absent
     * @param place location of the key, or of the node itself; {@code null} if absent
     * @param path keys from the root
     */
    Setting(SettingsReport account, Node node, SourceLocation place, String path) {
        this.account = account;
        this.node = node;
        this.place = place;
        this.path = path;
    }

    /** Returns the node; {@code null} if absent. */
    public Node node() {
        return node;
    }

    /** Returns the path, such as {@code services.web.deploy}. */
    public String path() {
        return path;
    }

    /** Returns whether the setting is present and not empty. */
    public boolean isPresent() {
        return node != null && !node.isNull();
    }

    /** Returns whether the setting is absent, or an empty map, list or text. */
    public boolean isEmpty() {
        return !isPresent()
                || entries().isEmpty() && items().isEmpty() && peekText().isEmpty();
    }

    /** Returns whether the setting is a map. */
    public boolean isMap() {
        return node instanceof Entries;
    }

    /** Returns whether the setting is a list. */
    public boolean isList() {
        return node instanceof Items;
    }

    /** Returns the setting at a key, or at a path of keys in nested maps. */
    public Setting get(String... keys) {
        Setting setting = this;
        for (String key : keys) {
            Entry inner = setting.node instanceof Entries map ? map.entries().get(key) : null;
            String path = setting.path.isEmpty() ? key : setting.path + "." + key;
            setting = inner == null
                    ? new Setting(account, null, null, path)
                    : new Setting(account, inner.value(), inner.key(), path);
        }
        return setting;
    }

    /** Returns the setting of the first key that is present, or the absent setting of the first key. */
    public Setting firstPresent(String... keys) {
        for (String key : keys) {
            if (get(key).node != null) {
                return get(key);
            }
        }
        return get(keys[0]);
    }

    /** Returns the settings of a map by key, in their order; empty if this is not a map. */
    public Map<String, Setting> entries() {
        Map<String, Setting> all = new LinkedHashMap<>();
        if (node instanceof Entries map) {
            map.entries().keySet().forEach(key -> all.put(key, get(key)));
        }
        return all;
    }

    /** Returns the settings of a list, in their order; empty if this is not a list. */
    public List<Setting> items() {
        List<Setting> all = new ArrayList<>();
        if (node instanceof Items list) {
            for (int i = 0; i < list.items().size(); i++) {
                Node item = list.items().get(i);
                all.add(new Setting(account, item, item.location(), path + "[" + i + "]"));
            }
        }
        return all;
    }

    /** Returns the text of a value and marks it as used; empty if there is none. */
    public String text() {
        if (node instanceof Text text && !text.isNull()) {
            account.markUsed(text);
            return text.value().strip();
        }
        return "";
    }

    /** Returns the text of a value without marking it as used; empty if there is none. */
    public String peekText() {
        return node instanceof Text text && !text.isNull() ? text.value().strip() : "";
    }

    /** Returns the file and line of the setting; empty if absent. */
    public String origin() {
        return place == null ? "" : place.source().name() + ":" + place.line();
    }

    /** Returns whether the setting is used, passed over or left out; an absent one is. */
    public boolean isDecided() {
        return node == null || account.isDecided(node);
    }

    /** Marks this setting and everything below as irrelevant to load and timing. */
    public void markIgnored() {
        if (node != null) {
            account.passedOver(node);
        }
    }

    /**
     * Marks this setting and everything below as irrelevant to load and timing. The report names the keys with the same
     * reason in one line.
     *
     * @param reason reason, as a sentence without its subject
     */
    public void markIgnored(String reason) {
        if (node != null) {
            account.passedOver(node, path.substring(path.lastIndexOf('.') + 1), reason);
        }
    }

    /** Marks the settings of the keys as irrelevant to load and timing. */
    public void markIgnored(List<String> keys) {
        keys.forEach(key -> get(key).markIgnored());
    }

    /** Marks the settings of the keys as irrelevant to load and timing, with the same reason. */
    public void markIgnored(List<String> keys, String reason) {
        keys.forEach(key -> get(key).markIgnored(reason));
    }

    /** Leaves out this setting and everything below, with a reason: a scenario cannot express it. */
    public void ignore(String cause) {
        if (node != null) {
            account.passedOver(node);
            account.leftOut(origin() + ": " + cause);
        }
    }

    /** Leaves out a value that has been read and cannot be used, with a reason. */
    public void reject(String reason) {
        account.onRejected(node);
        account.leftOut(origin() + ": " + reason);
    }

    /**
     * Leaves out a setting that several parts may have. The report names all of these parts in one line: {@code name},
     * the names of the parts and {@code reason}.
     */
    public void ignore(String name, String subject, String reason) {
        if (node != null) {
            account.passedOver(node);
            account.leftOut(origin(), name, subject, reason);
        }
    }
}
