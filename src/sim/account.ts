/** The one AWS account and Region in which every scenario plays. */
export const ACCOUNT = '123456789012';
/** The Region of every ARN and host name. */
export const REGION = 'us-east-1';
