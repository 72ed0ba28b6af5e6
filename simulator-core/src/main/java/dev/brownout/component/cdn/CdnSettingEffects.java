package dev.brownout.component.cdn;

import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.SettingEffects;
import dev.brownout.spi.fault.DataFault;

/**
 * Declares the settings of a CDN for content in browsers, releases and purges. The last two describe the real CDN, so
 * that without a release or purge they are no error.
 */
final class CdnSettingEffects {
    private final CdnSpec spec;
    private final ComponentContext context;
    private final SettingEffects effects;

    CdnSettingEffects(CdnSpec spec, ComponentContext context, SettingEffects effects) {
        this.spec = spec;
        this.context = context;
        this.effects = effects;
    }

    void declare() {
        effects.unless(
                spec.keepsInBrowsers(),
                path("browsers"),
                Sentence.of("browsers cache no object; add, for example, browser_ttl: 5m"));
        effects.unlessHere(
                context.faults().any(fault -> DataFault.of(fault).purgesContent()),
                path("purge_delay"),
                Sentence.of("no fault purges {}; add, for example, at 5m: purge {}", context.name(), context.name()));
        if (spec.freshness().versioned()) {
            versioned("versioned");
        }
        spec.endpoints().forEach((name, endpoint) -> {
            if (endpoint.versioned().orElse(false)) {
                versioned("endpoints." + name + ".versioned");
            }
        });
    }

    private void versioned(String setting) {
        effects.unlessHere(
                context.faults().any(fault -> DataFault.of(fault).releasesContent()),
                path(setting),
                Sentence.of(
                        "no fault releases content of {}; add, for example, at 5m: release {}",
                        context.name(),
                        context.name()));
    }

    private String path(String setting) {
        return "components." + context.name() + "." + setting;
    }
}
