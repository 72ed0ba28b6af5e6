/** Tests of what is told from samples: laws, popularities and arrivals against what they were drawn from. */
package dev.brownout.importing.fitting;
