/** Details of requests in access logs beside route, status and time: cache results, backends and aborted requests. */
package dev.brownout.importing.detail;
