/** Series that are worked out by others than the code that is tested. */
package dev.brownout.importing.prometheus;
