/**
 * Live AWS: the only importer of its SDK. Implements ports of trail, asset, action, people and evidence; nothing depends on it.
 *
 * <p>Every client is built when it is first used, takes credentials, region and endpoint from the SDK's own chain, and may make the calls of
 * {@link org.eksrunbook.aws.AwsCall} alone.
 */
@NullMarked
package org.eksrunbook.aws;

import org.jspecify.annotations.NullMarked;
