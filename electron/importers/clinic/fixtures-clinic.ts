/** A clinic’s file with a row of each kind, made for the tests. Nothing else imports this. */
export const clinicFile = [
  'code,system,kind,text',
  'E11.9,,synonym,sugar',
  '99213,,note,"Ask for the time, if it is billed by time."',
  'G0439,hcpcs,plain,The yearly talk about staying well.',
].join('\r\n');
