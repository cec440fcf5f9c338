import { hash32 } from '../../base/random.ts';
import { ACCOUNT, REGION } from '../../sim/account.ts';

const sixteen = (text: string): string => (hash32(text).toString(16) + hash32(`${text}/`).toString(16)).padStart(16, '0');

/** DNS name of a load balancer, to which its clients connect. */
export const dnsName = (node: string): string => `${node.toLowerCase()}-${hash32(node)}.${REGION}.elb.amazonaws.com`;

/** ARN of a load balancer; its last part is minted from the node's id. */
export const loadBalancerArn = (node: string): string =>
  `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:loadbalancer/app/${node}/${sixteen(node)}`;

/** ARN of a target group, which is also the SourceArn of its invocations. */
export const targetGroupArn = (node: string, name: string): string =>
  `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:targetgroup/${name}/${sixteen(`${node}/${name}`)}`;
