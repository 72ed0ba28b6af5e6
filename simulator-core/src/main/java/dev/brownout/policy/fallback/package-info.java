/** Fallback: replaces a failed response by that of another component, or by a prepared one. */
@ModelSheet(
        models = "A failure becomes a call to another component, or at once a good answer that was prepared. Its user "
                + "cannot tell; the count can.",
        leftOut = "The age and the quality of prepared answers.",
        sources = "Hystrix and resilience4j: fallback methods.")
package dev.brownout.policy.fallback;

import dev.brownout.spec.ModelSheet;
