/** Clock and event loop; knows nothing of requests, components or statistics. */
package dev.brownout.kernel;
